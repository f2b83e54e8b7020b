"""What several tools share: money, line items, the Work Breakdown Structure. Imports no tool."""
