"""What the admins of the workspace allow: each switch refuses something that most workspaces let pass."""

from dataclasses import dataclass, field


@dataclass
class Policy:
    """`admins_only` are channels where nobody else may post; `name_race` is how many more creates of a taken
    name succeed, as two at one moment do on Slack."""

    apps_create_channels: bool = True
    everyone_edits_groups: bool = False
    admins_only: set[str] = field(default_factory=set)
    name_race: int = 0
    token_revoked: bool = False
