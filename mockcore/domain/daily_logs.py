"""The resources of the Daily Log tool. Source: reference."""

KINDS = (
    "accident_logs", "call_logs", "daily_construction_report_logs", "delay_logs", "delivery_logs", "dumpster_logs",
    "equipment_logs", "inspection_logs", "manpower_logs", "notes_logs", "plan_revision_logs", "productivity_logs",
    "quantity_logs", "safety_violation_logs", "visitor_logs", "waste_logs", "weather_logs", "work_logs",
)  # fmt: skip
