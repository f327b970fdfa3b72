"""What the installation says of its workspace, written at every start: settings that features read."""

from sqlalchemy import false
from sqlmodel import Field, SQLModel, col, select

from store.columns import Json
from store.db import Transaction


class Workspace(SQLModel, table=True):
    """`channel` is RUNSHEET_CHANNEL, `operators` RUNSHEET_OPERATORS; `has_pager`: there is a pager's URL.

    `is_local`: Slack is on the bot's machine, and so are the browsers of whoever uses it.
    """

    __tablename__ = "workspaces"

    team_id: str = Field(primary_key=True)
    channel: str
    operators: list[str] = Field(default_factory=list, sa_type=Json)
    has_pager: bool = False
    is_local: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


async def keep(tx: Transaction, workspace: Workspace) -> None:
    await tx.session.merge(workspace)


async def get(tx: Transaction, team_id: str) -> Workspace:
    """There is one for every workspace that the bot has been started for."""
    return (await tx.session.exec(select(Workspace).where(col(Workspace.team_id) == team_id))).one()
