"""Which projects and companies there are."""

from mockcore.store.records import Records

COMPANIES, PROJECTS = "companies", "projects"


class Places:
    """The projects and companies of a world, remembered until anything is written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._owners: dict[int, int | None] = {}
        self._companies: dict[int, bool] = {}
        records.remembered(self._owners.clear, PROJECTS)
        records.remembered(self._companies.clear, COMPANIES)

    def company_of(self, project_id: int) -> int | None:
        """The company of a live project, or None."""
        if project_id not in self._owners:
            project = self._records.get(PROJECTS, project_id)
            self._owners[project_id] = project.company_id if project and project.deleted_at is None else None
        return self._owners[project_id]

    def has_company(self, company_id: int) -> bool:
        """Whether there is such a company."""
        if company_id not in self._companies:
            self._companies[company_id] = self._records.get(COMPANIES, company_id) is not None
        return self._companies[company_id]
