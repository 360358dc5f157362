"""The query language: any text → a tree and notices. Nothing is refused; what cannot be parsed is searched as words.

Words stand side by side (all are wanted); ``"a phrase"``, ``-word``, ``word*``, ``A OR B`` and ``A VÕI B`` (binding
their neighbours only), brackets, ``field:`` before a word, phrase or bracket, and facts (``keel:vene>=B2``).
Words next to each other are analysed together, so that "sise- ja väliskliendid" is understood as in a document.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ajsearch.estonian.analyser import analyse_query
from ajsearch.estonian.paraphrases import said_together
from ajsearch.model import Token
from ajsearch.search import Filters, SearchField
from index.query_ast import And, Fact, Node, Not, Or, Phrase, Prefix, Query, Word, wanted_leaves
from index.queryfacts import read_fact
from index.querylexer import Lexeme, Sign, split_query
from index.querywords import query_words

MAX_WORDS = 64
"""Words of a query that are searched: far more than anyone types, few enough for an answer in time."""

MAX_CHARACTERS = 2000
"""Characters of a query that are read: 64 long words with their signs."""

MAX_DEPTH = 20
"""Brackets inside brackets: deeper ones are passed over."""

UNCLEAR = "Kõigist märkidest päringus ei saadud aru; need jäeti kõrvale ja otsiti sõnu."
UNCLEAR_FACT = "Tingimusest „{}“ ei saadud aru; seda otsiti tavaliste sõnadena."
NO_WORDS = "Päringus ei ole ühtegi sõna; näidatud on kõik ametikohad."
TOO_LONG = f"Päring on liiga pikk; otsiti selle esimese {MAX_WORDS} sõna järgi."

Analyse = Callable[[str], tuple[Token, ...]]


def parse(text: str, scope: SearchField = SearchField.ANY, analyse: Analyse = analyse_query) -> Query:
    """The tree of a query whose words look in ``scope`` unless a field says otherwise.

    Function words ("ja", "kaudu") and light ones ("oskus") are left out where other words are wanted; a query of
    nothing but them keeps them.
    """
    text = clean(text)
    parser = _Parser(text, scope, analyse, keep_function_words=False)
    root = parser.run()
    if parser.dropped and not any(True for _ in wanted_leaves(root)):
        parser = _Parser(text, scope, analyse, keep_function_words=True)
        root = parser.run()
    if root == And() and text.strip() and not parser.notices:
        parser.notices.append(NO_WORDS)
    return Query(root, tuple(dict.fromkeys(parser.notices)))


def clean(text: str) -> str:
    """The text without what no word holds and no encoding carries: control characters and lone surrogates."""
    if text.isprintable():
        return text
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() or character == "\u00ad" else " " for character in sound)


@dataclass(slots=True)
class _Parser:
    """One run over one query. Words that are not analysed yet are lexemes, all else is a node."""

    text: str
    scope: SearchField
    analyse: Analyse
    keep_function_words: bool
    notices: list[str] = field(default_factory=list)
    dropped: bool = False
    _lexemes: list[Lexeme] = field(default_factory=list)
    _at: int = 0
    _words: int = 0

    def run(self) -> Node:
        if len(self.text) > MAX_CHARACTERS:
            self.text = self.text[:MAX_CHARACTERS]
            self.notices.append(TOO_LONG)
        self._lexemes = list(split_query(self.text))
        return self._group(0)

    def _group(self, depth: int) -> Node:
        """Everything up to the closing bracket (or the end)."""
        parts: list[Node | Lexeme] = []
        while self._at < len(self._lexemes):
            sign = self._lexemes[self._at].sign
            if sign is Sign.CLOSE:
                if depth:
                    break
                self._skip()
            elif sign is Sign.OR:
                self._alternative(parts, depth)
            else:
                operand = self._operand(depth)
                if operand is not None:
                    parts.append(operand)
        return _all(self._analysed(parts))

    def _alternative(self, parts: list[Node | Lexeme], depth: int) -> None:
        """``A OR B``: the last part and the next operand become one."""
        self._at += 1
        right = self._node(self._operand(depth)) if self._can_begin() else None
        left = self._node(parts.pop()) if parts else None
        if left is None or right is None:
            self._unclear()
            parts.extend(node for node in (left, right) if node is not None)
            return
        parts.append(Or((*(left.children if isinstance(left, Or) else (left,)), right)))

    def _can_begin(self) -> bool:
        return self._at < len(self._lexemes) and self._lexemes[self._at].sign not in {Sign.CLOSE, Sign.OR}

    def _operand(self, depth: int) -> Node | Lexeme | None:
        """One word, phrase, bracket or fact, with the exclusion or field before it."""
        lexeme = self._lexemes[self._at]
        self._at += 1
        match lexeme.sign:
            case Sign.MINUS:
                child = self._node(self._operand(depth)) if self._can_begin() else None
                return Not(child) if child is not None else self._unclear()
            case Sign.FIELD:
                return self._scoped(lexeme, depth)
            case Sign.OPEN:
                return self._bracket(depth)
            case _:
                return self._leaf(lexeme)

    def _leaf(self, lexeme: Lexeme) -> Node | Lexeme | None:
        text = self.text[lexeme.start : lexeme.end]
        match lexeme.sign:
            case Sign.PHRASE:
                return self._phrase(lexeme)
            case Sign.PREFIX:
                return Prefix(text.casefold(), self.scope) if self._room(1) else None
            case Sign.FACT:
                return self._fact(lexeme)
            case Sign.WORD:
                if "*" in text:
                    self._unclear()
                return lexeme
            case _:
                return self._unclear()

    def _scoped(self, lexeme: Lexeme, depth: int) -> Node | None:
        outer, self.scope = self.scope, query_words().fields[lexeme.name]
        try:
            operand = self._node(self._operand(depth)) if self._can_begin() else None
            return operand if operand is not None else self._unclear()
        finally:
            self.scope = outer

    def _bracket(self, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            return self._unclear()
        inside = self._group(depth + 1)
        if self._at < len(self._lexemes):
            self._at += 1
        else:
            self._unclear()
        return None if inside == And() else inside

    def _phrase(self, lexeme: Lexeme) -> Node | None:
        tokens = self._tokens(lexeme.start, lexeme.end)
        if not tokens:
            return None
        return Phrase(tokens, self.scope) if len(tokens) > 1 else Word(tokens[0], self.scope)

    def _fact(self, lexeme: Lexeme) -> Node | Lexeme | None:
        value = self.text[lexeme.start : lexeme.end]
        filters = read_fact(lexeme.name, value)
        if filters is None:
            self.notices.append(UNCLEAR_FACT.format(value.lstrip(":")))
            return Lexeme(Sign.WORD, lexeme.start, lexeme.end)
        return Fact(filters) if self._room(1) else None

    def _skip(self) -> None:
        self._at += 1
        self._unclear()

    def _unclear(self) -> Node | None:
        """Notes that a sign was not understood; no operand comes of it."""
        self.notices.append(UNCLEAR)
        return None

    def _analysed(self, parts: list[Node | Lexeme]) -> list[Node]:
        """The parts with each run of neighbouring words analysed together."""
        nodes: list[Node] = []
        run: list[Lexeme] = []
        for part in [*parts, None]:
            if isinstance(part, Lexeme) and (not run or not self.text[run[-1].end : part.start].strip()):
                run.append(part)
                continue
            nodes.extend(self._run(run))
            run = [part] if isinstance(part, Lexeme) else []
            if part is not None and not isinstance(part, Lexeme):
                nodes.append(part)
        nodes.extend(self._run(run))
        return nodes

    def _run(self, run: list[Lexeme]) -> list[Node]:
        if not run:
            return []
        tokens = self._tokens(run[0].start, run[-1].end)
        wanted = tokens
        if not self.keep_function_words:
            wanted = tuple(token for token in tokens if not _is_optional(token))
            self.dropped = self.dropped or len(wanted) < len(tokens)
        return self._with_phrase(wanted)

    def _with_phrase(self, tokens: Sequence[Token]) -> list[Node]:
        """The words as nodes; those of a listed phrase may also be said by a word that means the same."""
        words: list[Node] = [Word(token, self.scope) for token in tokens]
        found = said_together(tokens)
        if found is None:
            return words
        places, others = found
        phrase = And(tuple(words[at] for at in sorted(places)))
        rest = [word for at, word in enumerate(words) if at not in places]
        return [*rest, Or((phrase, *(Word(other, self.scope) for other in others)))]

    def _node(self, part: Node | Lexeme | None) -> Node | None:
        """A part that stands alone as a node; None where it holds no word."""
        if not isinstance(part, Lexeme):
            return part
        tokens = self._tokens(part.start, part.end)
        return _all([Word(token, self.scope) for token in tokens]) if tokens else None

    def _tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """The words of a piece of the query, as many as may still be searched."""
        tokens = self.analyse(self.text[start:end])
        return tokens[: self._room(len(tokens))]

    def _room(self, words: int) -> int:
        """How many of so many more words may still be searched; they count from now on."""
        room = max(0, MAX_WORDS - self._words)
        self._words += words
        if words > room:
            self.notices.append(TOO_LONG)
        return min(words, room)


def _is_optional(token: Token) -> bool:
    """Whether a word may be left out beside others: a function word, or a noun that says next to nothing."""
    known = query_words()
    return token.form.casefold() in known.optional or not known.light.isdisjoint(token.lemmas)


def _all(nodes: list[Node]) -> Node:
    """All of the nodes: one alone as itself, nested ones flattened."""
    flat = [inner for node in nodes for inner in (node.children if isinstance(node, And) else (node,))]
    flat = _speaking_together(flat)
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _speaking_together(nodes: list[Node]) -> list[Node]:
    """The nodes with all that the searcher speaks in one fact: a position asks one person for all its languages."""
    skills = tuple(one for node in nodes if isinstance(node, Fact) for one in node.filters.speaks)
    if not skills:
        return nodes
    others = [node for node in nodes if not (isinstance(node, Fact) and node.filters.speaks)]
    return [*others, Fact(Filters(speaks=tuple(dict.fromkeys(skills))))]
