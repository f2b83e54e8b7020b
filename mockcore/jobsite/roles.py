"""What people do on a site, by their job titles.

Source: the roles are those of a project's directory; which title is which role is assumed.
"""

OWNER, ARCHITECT, MANAGER = "owner", "architect", "project manager"
SUPERINTENDENT, FOREMAN, ACCOUNTANT = "superintendent", "foreman", "accountant"
# A word of the title, in this order: an Assistant Superintendent is no assistant of a manager.
TITLES = {
    SUPERINTENDENT: ("superintendent", "field engineer"),
    FOREMAN: ("foreman", "journeyman", "apprentice", "crew"),
    ACCOUNTANT: ("account", "contracts administrator"),
    ARCHITECT: ("architect", "structural engineer", "designer"),
    OWNER: ("owner", "developer"),
    MANAGER: ("project manager", "project engineer", "operations manager", "project executive"),
}


def role_of(title: object) -> str:
    """The role of a job title, "" for none of them."""
    text = str(title or "").casefold()
    return next((role for role, words in TITLES.items() if any(word in text for word in words)), "")
