"""Second readers: a language model proposes, the article decides.

Nothing of this is imported unless a reader is asked for; the endpoint's client comes with the extra `ruammit[llm]`.
"""

from __future__ import annotations

from ruammit.proposers.asking import Asking
from ruammit.proposers.chat import ChatReader
from ruammit.proposers.reader import SecondReader
from ruammit.proposers.replies import Reply
from ruammit.records.proposals import Proposals, Proposer

__all__ = ["Asking", "ChatReader", "Proposals", "Proposer", "Reply", "SecondReader"]
