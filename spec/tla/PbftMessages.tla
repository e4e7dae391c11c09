---------------------------- MODULE PbftMessages ----------------------------
(***************************************************************************)
(* PBFT as it is built, message by message: what a correct replica may do  *)
(* next, given what it promised, what it has heard and what its messages   *)
(* carry.  Actions are named as the lines of ../trace-format.md.  PbftTrace *)
(* holds recorded runs against this model, PbftMessagesSim lets it run by  *)
(* itself.                                                                 *)
(*                                                                         *)
(* Against PbftChain nothing is left out of safety here: messages are sent *)
(* and received one by one, get lost, are repeated and overtake each other;*)
(* certificates are sets of named voters; there are checkpoints, state     *)
(* transfer, members that change, replicas that restart with the beginning *)
(* of their log.  The price is that nobody can list all states.  So each   *)
(* action is given the block, certificates and proofs that it is about, as *)
(* one record x with the keys of a line; no set of all chains is built.    *)
(*                                                                         *)
(* Faulty nodes have no state and no actions.  They may have said whatever *)
(* they can sign: a certificate is believed if it has a quorum of distinct *)
(* members, and everyone among them who is correct did promise just that   *)
(* before.  Signatures are this rule: nobody signs for a correct node.     *)
(*                                                                         *)
(* What a replica received is a set that is larger than what the code      *)
(* counts (which ignores, say, votes that come too early).  Nothing bad    *)
(* gets lost by that: the conditions under which a replica promises        *)
(* something name the votes that it rests on, and these must be there.     *)
(*                                                                         *)
(* Left out: clients and the content of blocks (PbftRequests has them),    *)
(* timers (a replica may leave a view when it likes), who asks whom for    *)
(* what is lost.  Safety only.                                             *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC, Rules

VARIABLES
  setting, \* of the trace: nodes, members, faulty, window, interval, genesis
  node,    \* the state of each correct node
  epochs,  \* who decides from which height on, as far as a correct node has come; the first is 0
  parents  \* of each block seen, its parent

vars == <<setting, node, epochs, parents>>

-----------------------------------------------------------------------------
(* Nodes, epochs, views. *)

Range(s) == {s[i] : i \in 1..Len(s)}
Max(S) == CHOOSE m \in S : \A each \in S : each <= m

W == setting.window
K == setting.interval
IsCorrect(s) == s \in DOMAIN node

\* CONS-5: (n + f + 1) / 2 rounded up.
Quorum(n) == (n + (n - 1) \div 3 + 2) \div 2
Weak(n) == (n - 1) \div 3 + 1

EpochRecord(first, order) ==
  [first |-> first, order |-> order, members |-> Range(order),
   quorum |-> Quorum(Len(order)), weak |-> Weak(Len(order))]

\* PBFT-20: views of epoch e begin at e * 1000 in traces.
EpochOf(view)   == view \div 1000
IsKnown(e)      == e >= 0 /\ e < Len(epochs)
Epoch(e)        == epochs[e + 1]
PrimaryOf(view) ==
  IF ~IsKnown(EpochOf(view)) THEN -1
  ELSE LET order == Epoch(EpochOf(view)).order IN order[((view % 1000) % Len(order)) + 1]
DeciderOf(height) == Max({e \in 0..(Len(epochs) - 1) : Epoch(e).first <= height})

\* Does epoch e decide this height, as far as anybody knows?
Covers(e, height) ==
  Epoch(e).first <= height /\ (IsKnown(e + 1) => height < Epoch(e + 1).first)

-----------------------------------------------------------------------------
(* What nodes have promised and others have heard, by heights. *)

At(s, height) == IF height >= 1 /\ height <= Len(s) THEN s[height] ELSE {}

Put(s, height, item) ==
  IF height <= Len(s) THEN [s EXCEPT ![height] = @ \cup {item}]
  ELSE s \o [i \in 1..(height - Len(s)) |-> IF i = height - Len(s) THEN {item} ELSE {}]

\* A node at the genesis block.
Fresh ==
  [view     |-> 0,      \* the view that it is in, or waits for
   waiting  |-> FALSE,
   epoch    |-> 0,
   low      |-> 0,      \* height of its stable checkpoint,
   stable   |-> "",     \* and its id
   decided  |-> << >>,  \* by height; "" where a state was fetched instead
   executed |-> 0,      \* height
   votes    |-> {},     \* <<height, block>>: its PRE-PREPAREs and PREPAREs in this view
   prepared |-> {},     \* above the decided ones, the prepared certificate of the highest view
   start    |-> 0,      \* height of the decided block at which its view starts,
   named    |-> "",     \* and this block, which names those under it,
   chosen   |-> << >>,  \* and what the view demands above
   entered  |-> {},     \* of each view that it entered by a NEW-VIEW, these, and what it showed
   got      |-> {},     \* <<kind, view, height, block, sender>>: votes that it received
   whole    |-> {},     \* decided and stable certificates that it received as such
   changes  |-> {},     \* <<sender, view, id>>: VIEW-CHANGEs that it received
   views    |-> {},     \* <<sender, view, id>>: NEW-VIEWs that it received
   said     |-> << >>,  \* by height: <<kind, view, block, id>>, what it promised
   left     |-> {},     \* VIEW-CHANGEs that it promised
   opened   |-> {},     \* NEW-VIEWs that it promised,
   bound    |-> {},     \* and those that it cannot have forgotten
   heard    |-> << >>,  \* by height: <<kind, view, block>>, what somebody has heard of it
   wanted   |-> 0]      \* the highest view of a VIEW-CHANGE that somebody has heard of it

InitWith(with) ==
  /\ setting = with
  /\ node = [r \in (0..(with.nodes - 1)) \ with.faulty |-> Fresh]
  /\ epochs = <<EpochRecord(0, with.members)>>
  /\ parents = << >>

DecidedAt(n, height) ==
  IF height = 0 THEN setting.genesis
  ELSE IF height >= 1 /\ height <= Len(n.decided) THEN n.decided[height] ELSE ""
IsDecided(n, height, block) == block # "" /\ DecidedAt(n, height) = block

Promised(s, kind, view, height, block) ==
  \E each \in At(node[s].said, height) :
    each[1] = kind /\ each[2] = view /\ each[3] = block

-----------------------------------------------------------------------------
(* Certificates. *)

KindOfVotes(c) ==
  CASE c.kind = "prepared" -> "vote"
    [] c.kind = "decided"  -> "commit"
    [] c.kind = "stable"   -> "checkpoint"
    [] OTHER               -> ""

\* Nobody signs for a correct node.
IsSigned(c) ==
  \/ c.kind \in {"members", "voted"}
  \/ \A s \in Range(c.voters) :
       IsCorrect(s) => Promised(s, KindOfVotes(c), c.view, c.height, c.block)

\* CONS-5, CONS-7: a quorum of the members who decide there; for a prepared one, with its primary.
Suffices(c) ==
  \/ c.kind = "decided" /\ c.height = 0 /\ c.block = setting.genesis
  \/ LET e == IF c.kind = "stable" THEN DeciderOf(c.height) ELSE EpochOf(c.view)
         voters == Range(c.voters) IN
     /\ c.kind \in {"prepared", "decided", "stable"}
     /\ c.height > 0
     /\ IsKnown(e)
     /\ Covers(e, c.height)
     /\ Cardinality(voters) = Len(c.voters)
     /\ voters \subseteq Epoch(e).members
     /\ Len(c.voters) >= Epoch(e).quorum
     /\ c.kind = "prepared" => PrimaryOf(c.view) \in voters

IsSound(c) == Suffices(c) /\ IsSigned(c)

\* A VIEW-CHANGE: the decided block, then prepared ones above, each of a lower view (PBFT-9).
IsReport(certificates, view) ==
  /\ Len(certificates) > 0
  /\ certificates[1].kind = "decided"
  /\ IsKnown(EpochOf(view))
  /\ certificates[1].height >= Epoch(EpochOf(view)).first - 1
  /\ \A i \in 1..Len(certificates) : IsSound(certificates[i])
  /\ \A i \in 2..Len(certificates) :
       /\ certificates[i].kind = "prepared"
       /\ certificates[i].height > certificates[i - 1].height
       /\ certificates[i].view < view
       /\ EpochOf(certificates[i].view) = EpochOf(view)

\* The VIEW-CHANGE of a correct node is one that it promised, whoever shows it.
IsOwnReport(p, view) ==
  \E each \in node[p.sender].left :
    each.id = p.message /\ each.view = view /\ each.certificates = p.certificates

\* PBFT-10: VIEW-CHANGEs of a quorum for this view.
ProvesView(proofs, view) ==
  LET e == EpochOf(view)
      senders == {proofs[i].sender : i \in 1..Len(proofs)} IN
  /\ IsKnown(e)
  /\ senders \subseteq Epoch(e).members
  /\ Cardinality(senders) >= Epoch(e).quorum
  /\ Cardinality(senders) = Len(proofs)
  /\ \A p \in Range(proofs) :
       IF IsCorrect(p.sender) THEN IsOwnReport(p, view) ELSE IsReport(p.certificates, view)

\* PBFT-10, rule D: from the highest decided block, per height the certificate of the highest
\* view, up to the first gap or broken link.  <<start>> \o chosen is what the replica computed.
IsRuleD(proofs, demanded) ==
  LET shown == UNION {Range(p.certificates) : p \in Range(proofs)}
      start == demanded[1]
      Shown(height) == {c \in shown : c.kind = "prepared" /\ c.height = height}
      Highest(height) == {c \in Shown(height) : \A d \in Shown(height) : d.view <= c.view}
      last == demanded[Len(demanded)] IN
  /\ Len(demanded) > 0
  /\ \E c \in shown : c.kind = "decided" /\ c.height = start.height /\ c.block = start.block
  /\ \A c \in shown : c.kind = "decided" => c.height <= start.height
  /\ start.kind = "decided"
  /\ \A i \in 2..Len(demanded) :
       /\ demanded[i] \in Highest(start.height + i - 1)
       /\ demanded[i].parent = demanded[i - 1].block
  /\ \A c \in Highest(last.height + 1) : c.parent # last.block

\* Every block has one parent: pairs are <<block, parent>>.
Links(pairs) ==
  LET news == {p \in pairs : p[1] \notin DOMAIN parents} IN
  /\ Must("a block has one parent",
          \A p \in pairs : p[1] \notin DOMAIN parents \/ parents[p[1]] = p[2])
  /\ parents' = IF news = {} THEN parents
                ELSE [b \in {p[1] : p \in news} |-> (CHOOSE p \in news : p[1] = b)[2]] @@ parents
LinksOf(certificates) ==
  {<<c.block, c.parent>> : c \in {d \in Range(certificates) : d.kind \in {"prepared", "voted"}}}
Link(x) == {<<x.block, x.parent>>}

-----------------------------------------------------------------------------
(* Hearing.  What a correct node has heard, its sender cannot forget.      *)

Hears(n, items) ==
  LET RECURSIVE Add(_, _)
      Add(heard, rest) ==
        IF rest = {} THEN heard
        ELSE LET item == CHOOSE i \in rest : TRUE
             IN Add(Put(heard, item[1], <<item[2], item[3], item[4]>>), rest \ {item})
  IN Add(n.heard, {i \in items : <<i[2], i[3], i[4]>> \notin At(n.heard, i[1])})

\* What certificates tell of node s.
Told(s, certificates) ==
  {<<c.height, KindOfVotes(c), c.view, c.block>> :
     c \in {d \in certificates : d.kind \in {"prepared", "decided"} /\ s \in Range(d.voters)}}

\* Node r becomes n, and has heard what these certificates say of others.
BecomesHearing(r, n, certificates) ==
  node' = [s \in DOMAIN node |->
             IF s = r THEN n
             ELSE LET told == Told(s, certificates)
                  IN IF told = {} THEN node[s] ELSE [node[s] EXCEPT !.heard = Hears(node[s], told)]]

Becomes(r, n) == node' = [node EXCEPT ![r] = n]

\* Is a vote about this height kept (PBFT-2, PBFT-16)?
IsInRange(n, kind, height) ==
  /\ height > n.low
  /\ height <= n.low + 2 * K + W
  /\ height > Len(n.decided) - W \/ kind = "checkpoint"

\* A vote came; isCounted is false for what counts for nothing whoever sends it.
ReceiveVote(r, x, kind, isCounted) ==
  LET n == node[r]
      s == x.sender
      item == <<kind, x.view, x.height, x.block, s>>
      got == IF isCounted /\ IsInRange(n, kind, x.height) THEN n.got \cup {item} ELSE n.got IN
  /\ Must("what a correct node says it has promised before",
          IsCorrect(s) => <<kind, x.view, x.block, x.input>> \in At(node[s].said, x.height))
  /\ node' = IF IsCorrect(s) /\ s # r
             THEN [node EXCEPT ![r].got = got,
                               ![s].heard = Hears(node[s], {<<x.height, kind, x.view, x.block>>})]
             ELSE [node EXCEPT ![r].got = got]
  /\ UNCHANGED <<setting, epochs>>

\* The primary's vote is its PRE-PREPARE (PBFT-4).
IsOfPrimary(x) == IsKnown(EpochOf(x.view)) /\ x.sender = PrimaryOf(x.view)

ReceivePrePrepare(r, x) == ReceiveVote(r, x, "vote", IsOfPrimary(x)) /\ Links(Link(x))
ReceivePrepare(r, x)    == ReceiveVote(r, x, "vote", ~IsOfPrimary(x)) /\ UNCHANGED parents
ReceiveCommit(r, x)     == ReceiveVote(r, x, "commit", TRUE) /\ UNCHANGED parents
ReceiveCheckpoint(r, x) ==
  ReceiveVote(r, [x EXCEPT !.view = -1], "checkpoint", TRUE) /\ UNCHANGED parents

ReceiveViewChange(r, x) ==
  LET n == node[r]
      s == x.sender
      next == [n EXCEPT !.changes = @ \cup {<<s, x.view, x.input>>}] IN
  /\ IF IsCorrect(s)
     THEN /\ Must("what a correct node says it has promised before",
                  IsOwnReport([sender |-> s, message |-> x.input, certificates |-> x.certificates],
                              x.view))
          /\ node' = [node EXCEPT ![s].wanted = IF @ < x.view THEN x.view ELSE @, ![r] = next]
     ELSE /\ Must("nobody signs for a correct node",
                  \A c \in Range(x.certificates) : IsSigned(c))
          /\ BecomesHearing(r, next, Range(x.certificates))
  /\ Links(LinksOf(x.certificates))
  /\ UNCHANGED <<setting, epochs>>

ReceiveNewView(r, x) ==
  LET n == node[r]
      s == x.sender
      next == [n EXCEPT !.views = @ \cup {<<s, x.view, x.input>>}]
      shown == UNION {Range(p.certificates) : p \in Range(x.proofs)}
      told == {p.sender : p \in {q \in Range(x.proofs) : IsCorrect(q.sender)}} IN
  /\ IF IsCorrect(s)
     THEN /\ Must("what a correct node says it has promised before",
                  \E each \in node[s].opened :
                    each.id = x.input /\ each.view = x.view /\ each.proofs = x.proofs)
          /\ node' = [node EXCEPT ![s].bound = @ \cup {<<x.view, x.input>>}, ![r] = next]
     ELSE /\ Must("nobody signs for a correct node",
                  /\ \A p \in Range(x.proofs) :
                       IsCorrect(p.sender) =>
                         \E each \in node[p.sender].left :
                           each.id = p.message /\ each.certificates = p.certificates
                  /\ \A c \in shown : IsSigned(c))
          /\ BecomesHearing(r, next, shown)
  /\ Links(UNION {LinksOf(p.certificates) : p \in Range(x.proofs)})
  /\ UNCHANGED <<setting, epochs>>

\* PBFT-12, PBFT-17: decided blocks and checkpoints prove themselves, and are proved where used.
ReceiveDecidedBlock(r, x) ==
  LET votes == {c \in Range(x.certificates) : c.kind # "members"} IN
  /\ Must("nobody signs for a correct node", \A c \in votes : IsSigned(c))
  /\ Must("a correct node passes on nothing unproved (PBFT-12)",
          IsCorrect(x.sender) => \A c \in votes : Suffices(c))
  /\ BecomesHearing(r, [node[r] EXCEPT
                          !.whole = @ \cup {c \in votes : c.height > node[r].low}], votes)
  /\ Links(Link(x))
  /\ UNCHANGED <<setting, epochs>>

ReceiveBlock(r, x) == Links(Link(x)) /\ UNCHANGED <<setting, node, epochs>>

TimeOut(r, x) == UNCHANGED vars
Ignore(r, x)  == UNCHANGED vars
Reply(r, x)   == UNCHANGED vars \* PbftRequests says to what.

\* A replica makes certificates of the votes that it has received and of its own.
HasVotes(r, c) ==
  \A s \in Range(c.voters) :
    \/ <<KindOfVotes(c), c.view, c.height, c.block, s>> \in node[r].got
    \/ s = r /\ Promised(r, KindOfVotes(c), c.view, c.height, c.block)
HasCertificate(r, c) == c \in node[r].whole \/ HasVotes(r, c)

-----------------------------------------------------------------------------
(* The normal case. *)

\* Does the view demand this block here?
IsDemanded(n, x) ==
  /\ x.height > n.start /\ x.height <= n.start + Len(n.chosen)
  /\ n.chosen[x.height - n.start] = x.block

\* PBFT-39: do hash links lead from the view's start down to this block?
IsNamed(n, x) ==
  LET RECURSIVE Leads(_, _)
      Leads(block, height) ==
        IF height = x.height THEN block = x.block
        ELSE block \in DOMAIN parents /\ Leads(parents[block], height - 1)
  IN x.height <= n.start /\ Leads(n.named, n.start)

\* What a vote needs, be it the primary's or a backup's (PBFT-2, PBFT-3, PBFT-10).
MayVote(r, x) ==
  LET n == node[r] IN
  /\ Must("only members vote (PBFT-20)", r \in Epoch(n.epoch).members)
  /\ Must("a vote is of the current view, after it was entered (PBFT-3)",
          x.view = n.view /\ ~n.waiting)
  /\ Must("one vote a view and height (PBFT-3)",
          \A vote \in n.votes : vote[1] = x.height => vote[2] = x.block)
  /\ Must("votes lie between the water marks (PBFT-16)",
          x.height > n.low /\ x.height <= n.low + 2 * K + W)
  /\ Must("an epoch's members vote at its heights only (PBFT-20)", Covers(n.epoch, x.height))
  /\ Must("what is decided is voted for again or nothing (PBFT-10)",
          x.height <= Len(n.decided) => IsDecided(n, x.height, x.block))
  /\ Must("at and under a view's start only blocks that it names are voted for (PBFT-10)",
          x.height <= Len(n.decided) \/ x.height > n.start \/ IsNamed(n, x))
  /\ Must("where the new view demands a block, no other is voted for (PBFT-10)",
          x.height > n.start /\ x.height <= n.start + Len(n.chosen) => IsDemanded(n, x))

Says(n, kind, x) ==
  [n EXCEPT !.said = Put(@, x.height, <<kind, x.view, x.block, x.message>>)]

Votes(r, x) ==
  /\ Becomes(r, [Says(node[r], "vote", x) EXCEPT !.votes = @ \cup {<<x.height, x.block>>}])
  /\ Links(Link(x))
  /\ UNCHANGED <<setting, epochs>>

\* Is the replica prepared for this block in its view, or is it decided?
IsSettled(n, height, block) ==
  \/ IsDecided(n, height, block)
  \/ \E c \in n.prepared : c.view = n.view /\ c.height = height /\ c.block = block

\* PBFT-8: the primary proposes when it has proposed the parent.  What the view demands, or its
\* start names, it proposes even if it lags: others are prepared for it, who have executed enough.
SendPrePrepare(r, x) ==
  LET n == node[r] IN
  /\ Must("only the view's primary proposes (PBFT-2)", r = PrimaryOf(x.view))
  /\ MayVote(r, x)
  /\ Must("the parent is decided or was proposed in this view (PBFT-8)",
          \/ IsDecided(n, x.height - 1, x.parent)
          \/ <<x.height - 1, x.parent>> \in n.votes
          \/ IsDemanded(n, x))
  /\ Must("height - W is executed before a block is proposed (PBFT-7)",
          x.height - W <= n.executed \/ IsDemanded(n, x) \/ IsNamed(n, x))
  /\ Votes(r, x)

\* PBFT-3.
SendPrepare(r, x) ==
  LET n == node[r] IN
  /\ MayVote(r, x)
  /\ Must("the primary sends no PREPARE (PBFT-4)", r # PrimaryOf(x.view))
  /\ Must("the view's primary has proposed this block (PBFT-2)",
          <<"vote", x.view, x.height, x.block, PrimaryOf(x.view)>> \in n.got)
  /\ Must("the parent is decided or prepared in this view (PBFT-3)",
          IsSettled(n, x.height - 1, x.parent))
  /\ Must("height - W is executed before a vote (PBFT-7)", x.height - W <= n.executed)
  /\ Must("the line names the certificate of the parent",
          /\ Len(x.certificates) = 1
          /\ x.certificates[1].height = x.height - 1
          /\ x.certificates[1].block = x.parent)
  /\ Votes(r, x)

\* PBFT-4.
SendCommit(r, x) ==
  LET n == node[r]
      c == x.certificates[1] IN
  /\ Must("a COMMIT is of the current view, after it was entered (PBFT-4)",
          x.view = n.view /\ ~n.waiting)
  /\ Must("the replica has voted for the block itself (PBFT-4)", <<x.height, x.block>> \in n.votes)
  /\ Must("a COMMIT rests on a prepared certificate of the same view, height and block (PBFT-4)",
          /\ Len(x.certificates) = 1
          /\ c.kind = "prepared" /\ c.view = x.view /\ c.height = x.height
          /\ c.block = x.block /\ c.parent = x.parent)
  /\ Must("a prepared certificate has Q distinct members and the primary (PBFT-4)", Suffices(c))
  /\ Must("nobody signs for a correct node", IsSigned(c))
  /\ Must("a replica counts only votes that it has received (PBFT-4)", HasVotes(r, c))
  /\ Must("the parent is decided or prepared in this view (PBFT-4)",
          IsSettled(n, x.height - 1, x.parent))
  /\ Becomes(r, [Says(n, "commit", x) EXCEPT
                   !.prepared = IF x.height <= Len(n.decided) THEN @
                                ELSE {d \in @ : d.height # x.height} \cup {c}])
  /\ Links(Link(x))
  /\ UNCHANGED <<setting, epochs>>

\* PBFT-5.
Decide(r, x) ==
  LET n == node[r]
      c == x.certificates[1] IN
  /\ Must("blocks are decided in the order of heights (PBFT-5)", x.height = Len(n.decided) + 1)
  /\ Must("a decided block is the child of the last one",
          IsDecided(n, x.height - 1, x.parent))
  /\ Must("a decision rests on COMMITs for the block in one view (PBFT-5)",
          /\ Len(x.certificates) = 1
          /\ c.kind = "decided" /\ c.view = x.view /\ c.height = x.height /\ c.block = x.block)
  /\ Must("a decision takes Q distinct members of the epoch (PBFT-5, PBFT-20)", Suffices(c))
  /\ Must("nobody signs for a correct node", IsSigned(c))
  /\ Must("a replica counts only COMMITs that it has received (PBFT-5)", HasCertificate(r, c))
  /\ Becomes(r, [n EXCEPT
                   !.decided = Append(@, x.block),
                   !.prepared = {d \in @ : d.height > x.height},
                   !.got = {g \in @ : g[1] = "checkpoint" \/ g[3] > x.height - W},
                   !.whole = {d \in @ : d.kind = "stable" \/ d.height > x.height}])
  /\ Links(Link(x))
  /\ UNCHANGED <<setting, epochs>>

\* Blocks of a state that is being replaced are executed in vain.
Execute(r, x) ==
  LET n == node[r] IN
  /\ Must("what is executed is decided",
          /\ x.height >= 1 /\ x.height <= Len(n.decided)
          /\ n.decided[x.height] \in {x.block, ""})
  /\ IF x.height = n.executed + 1 /\ IsDecided(n, x.height, x.block)
     THEN Becomes(r, [n EXCEPT !.executed = x.height])
     ELSE UNCHANGED node
  /\ UNCHANGED <<setting, epochs, parents>>

-----------------------------------------------------------------------------
(* The view change. *)

\* PBFT-9.
SendViewChange(r, x) ==
  LET n == node[r]
      others == {c[1] : c \in {d \in n.changes : d[2] >= x.view}} \ {r}
      above == Tail(x.certificates) IN
  /\ Must("only members change views (PBFT-20)", r \in Epoch(n.epoch).members)
  /\ Must("a view is left for a higher one of the epoch (PBFT-9)",
          x.view > n.view /\ EpochOf(x.view) = n.epoch)
  /\ Must("a view is left for the next one, or for what f + 1 others want (PBFT-9)",
          x.view = n.view + 1 \/ Cardinality(others) >= Epoch(n.epoch).weak)
  /\ Must("a VIEW-CHANGE names the last decided block first (PBFT-9)",
          /\ Len(x.certificates) > 0
          /\ x.certificates[1].kind = "decided"
          /\ x.certificates[1].height = Len(n.decided)
          /\ x.certificates[1].block = DecidedAt(n, Len(n.decided)))
  /\ Must("a VIEW-CHANGE carries what is prepared at every height above (PBFT-9)",
          Range(above) = n.prepared)
  /\ Must("the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)",
          IsReport(x.certificates, x.view))
  /\ Becomes(r, [n EXCEPT
                   !.view = x.view, !.waiting = TRUE, !.votes = {},
                   !.start = 0, !.named = "", !.chosen = << >>,
                   !.left = @ \cup {[id |-> x.message, view |-> x.view,
                                     certificates |-> x.certificates]}])
  /\ UNCHANGED <<setting, epochs, parents>>

\* PBFT-10: one NEW-VIEW a view.
SendNewView(r, x) ==
  LET n == node[r] IN
  /\ Must("only the view's primary opens it (PBFT-10)", r = PrimaryOf(x.view))
  /\ Must("a view is opened by who waits for it (PBFT-10)", x.view = n.view /\ n.waiting)
  /\ Must("one NEW-VIEW a view (PBFT-10)", \A b \in n.bound : b[1] = x.view => b[2] = x.message)
  /\ Must("a NEW-VIEW shows VIEW-CHANGEs that its sender has received (PBFT-10)",
          \A p \in Range(x.proofs) :
            p.sender = r \/ <<p.sender, x.view, p.message>> \in n.changes)
  /\ Must("a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)",
          ProvesView(x.proofs, x.view))
  /\ Must("a NEW-VIEW demands what rule D says (PBFT-10)", IsRuleD(x.proofs, x.certificates))
  /\ Becomes(r, [n EXCEPT
                   !.opened = @ \cup {[id |-> x.message, view |-> x.view, proofs |-> x.proofs]},
                   !.bound = @ \cup {<<x.view, x.message>>}])
  /\ UNCHANGED <<setting, epochs, parents>>

\* PBFT-39: the certificates that its NEW-VIEW shows of the start of a view decide.
OfStart(x) ==
  LET start == x.certificates[1] IN
  {c \in UNION {Range(p.certificates) : p \in Range(x.proofs)} :
     c.kind = "decided" /\ c.height > 0 /\ c.height = start.height /\ c.block = start.block}

\* PBFT-10.
EnterView(r, x) ==
  LET n == node[r]
      start == x.certificates[1]
      chosen == [i \in 1..(Len(x.certificates) - 1) |-> x.certificates[i + 1].block] IN
  /\ Must("no view under the current one is entered, and none twice (PBFT-10)",
          x.view > n.view \/ (x.view = n.view /\ n.waiting))
  /\ Must("a view of the epoch is entered (PBFT-20)", EpochOf(x.view) = n.epoch)
  /\ Must("the NEW-VIEW came from the view's primary (PBFT-10)",
          \/ <<PrimaryOf(x.view), x.view, x.message>> \in n.views
          \/ r = PrimaryOf(x.view) /\ \E each \in n.opened : each.id = x.message)
  /\ Must("a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)",
          ProvesView(x.proofs, x.view))
  /\ Must("a NEW-VIEW demands what rule D says (PBFT-10)", IsRuleD(x.proofs, x.certificates))
  /\ Becomes(r, [n EXCEPT
                   !.view = x.view, !.waiting = FALSE, !.votes = {},
                   !.start = start.height, !.named = start.block, !.chosen = chosen,
                   !.entered = {e \in @ : e.view # x.view} \cup
                                 {[view |-> x.view, start |-> start.height, named |-> start.block,
                                   chosen |-> chosen, shown |-> OfStart(x)]},
                   !.whole = @ \cup OfStart(x),
                   !.changes = {c \in @ : c[2] > x.view},
                   !.views = {v \in @ : v[2] > x.view}])
  /\ UNCHANGED <<setting, epochs, parents>>

-----------------------------------------------------------------------------
(* Checkpoints, state transfer, epochs. *)

OwnCheckpoints(n, height) == {each \in At(n.said, height) : each[1] = "checkpoint"}

\* PBFT-15.
SendCheckpoint(r, x) ==
  LET n == node[r] IN
  /\ Must("checkpoints are K heights apart (PBFT-15)", x.height % K = 0 /\ x.height > 0)
  /\ Must("a checkpoint says what executing its height has made (PBFT-15)",
          x.height = n.executed /\ IsDecided(n, x.height, x.parent))
  /\ Must("only members send CHECKPOINT (PBFT-20)", r \in Epoch(n.epoch).members)
  /\ Must("one checkpoint a height (PBFT-15)",
          \A each \in OwnCheckpoints(n, x.height) : each[3] = x.block)
  /\ Must("replicas that have executed the same have the same state (PBFT-15)",
          \A s \in DOMAIN node :
            \A each \in OwnCheckpoints(node[s], x.height) : each[3] = x.block)
  /\ Becomes(r, Says(n, "checkpoint", [x EXCEPT !.view = -1]))
  /\ UNCHANGED <<setting, epochs, parents>>

IsStableAt(r, x) ==
  LET c == x.certificates[1] IN
  /\ Must("a stable checkpoint is shown by CHECKPOINTs for it (PBFT-16)",
          /\ Len(x.certificates) > 0
          /\ c.kind = "stable" /\ c.height = x.height /\ c.block = x.block /\ c.parent = x.parent)
  /\ Must("a checkpoint is stable with Q equal CHECKPOINTs of members (PBFT-16)", Suffices(c))
  /\ Must("nobody signs for a correct node", IsSigned(c))
  /\ Must("a replica counts only CHECKPOINTs that it has received (PBFT-16)", HasCertificate(r, c))

\* Everything under the mark is forgotten.
AboveMark(n, x) ==
  [n EXCEPT !.low = x.height, !.stable = x.block,
            !.votes = {v \in @ : v[1] > x.height},
            !.got = {g \in @ : g[3] > x.height},
            !.whole = {c \in @ : c.height > x.height}]

\* PBFT-16.
Stabilise(r, x) ==
  LET n == node[r] IN
  /\ Must("the low water mark rises (PBFT-16)", x.height > n.low)
  /\ IsStableAt(r, x)
  /\ Must("a checkpoint is stable where its state is (PBFT-16)",
          /\ x.height <= n.executed
          /\ IsDecided(n, x.height, x.parent)
          /\ \A each \in OwnCheckpoints(n, x.height) : each[3] = x.block)
  /\ Becomes(r, AboveMark(n, x))
  /\ UNCHANGED <<setting, epochs, parents>>

\* PBFT-17.
Install(r, x) ==
  LET n == node[r]
      c == x.certificates[2]
      tip == Len(n.decided) IN
  /\ Must("the low water mark rises (PBFT-17)", x.height > n.low)
  /\ IsStableAt(r, x)
  /\ Must("the checkpoint's block is shown to be decided (PBFT-17)",
          /\ Len(x.certificates) = 2
          /\ c.kind = "decided" /\ c.height = x.height /\ c.block = x.parent
          /\ IsSound(c))
  /\ Must("what is decided stays (PBFT-13)", DecidedAt(n, x.height) \in {x.parent, ""})
  /\ Becomes(r, [AboveMark(n, x) EXCEPT
                   !.decided = IF x.height <= tip THEN [@ EXCEPT ![x.height] = x.parent]
                               ELSE @ \o [i \in 1..(x.height - tip) |->
                                            IF i = x.height - tip THEN x.parent ELSE ""],
                   !.executed = x.height,
                   !.prepared = {d \in @ : d.height > x.height}])
  /\ UNCHANGED <<setting, epochs, parents>>

\* PBFT-20.
EnterEpoch(r, x) ==
  LET n == node[r]
      e == EpochOf(x.view)
      c == x.certificates[1] IN
  /\ Must("an epoch is entered with its members", Len(x.certificates) = 1 /\ c.kind = "members")
  /\ Must("epochs follow each other (PBFT-20)",
          e > n.epoch /\ x.view % 1000 = 0 /\ e <= Len(epochs))
  /\ Must("an epoch begins above a stable checkpoint (PBFT-20)",
          (c.height - 1) % K = 0 /\ c.height - 1 <= n.low)
  /\ Must("all correct nodes know the same members (PBFT-21)",
          IsKnown(e) => Epoch(e).first = c.height /\ Epoch(e).order = c.voters)
  /\ Must("the old members decide nothing above the epoch, and vote on nothing there (PBFT-20)",
          IsKnown(e) \/ \A s \in DOMAIN node :
                          Len(node[s].decided) < c.height /\ Len(node[s].said) < c.height)
  /\ epochs' = IF IsKnown(e) THEN epochs ELSE Append(epochs, EpochRecord(c.height, c.voters))
  /\ Becomes(r, [n EXCEPT
                   !.epoch = e, !.view = x.view, !.waiting = FALSE, !.votes = {}, !.prepared = {},
                   !.start = 0, !.named = "", !.chosen = << >>, !.changes = {}, !.views = {}])
  /\ UNCHANGED <<setting, parents>>

-----------------------------------------------------------------------------
(* Restart (PBFT-18): what somebody has heard is not forgotten; what       *)
(* nobody has heard may be, but then nobody hears it later.                *)

\* Is this vote certainly lost, since it would be in what is left of the log?
IsLost(x, voted, prepared, height, each) ==
  /\ height > x.height
  /\ \/ each[1] = "vote" /\ each[2] > x.view
     \/ each[1] = "vote" /\ each[2] = x.view /\ <<height, each[3]>> \notin voted
     \/ each[1] = "commit" /\ \A c \in prepared : c.height # height \/ c.view < each[2]

Restart(r, x) ==
  LET n == node[r]
      all == Range(x.certificates)
      Of(kind) == {c \in all : c.kind = kind}
      voted == {<<c.height, c.block>> : c \in Of("voted")}
      prepared == Of("prepared")
      stable == Of("stable")
      low == IF stable = {} THEN 0 ELSE Max({c.height : c \in stable})
      \* The line names votes above what is decided; those for what is decided may be kept too.
      kept == voted \cup
        UNION {{<<h, each[3]>> : each \in {m \in At(n.said, h) : m[1] = "vote" /\ m[2] = x.view}} :
                 h \in (low + 1)..x.height}
      e == EpochOf(x.view)
      waits == x.message # ""
      demand ==
        IF waits \/ x.view \notin {d.view : d \in n.entered}
        THEN [start |-> 0, named |-> "", chosen |-> << >>, shown |-> {}]
        ELSE CHOOSE d \in n.entered : d.view = x.view
      Lost(height, each) == IsLost(x, voted, prepared, height, each) IN
  /\ Must("a restarted replica has decided what it had decided before, or less (PBFT-18)",
          IsDecided(n, x.height, x.block))
  /\ Must("a restarted replica is in no view that it was not in (PBFT-18)",
          /\ x.view <= n.view
          /\ IF waits THEN \E each \in n.left : each.id = x.message /\ each.view = x.view
             ELSE x.view % 1000 = 0 \/ \E d \in n.entered : d.view = x.view)
  /\ Must("a VIEW-CHANGE that was heard is not forgotten (PBFT-18)", x.view >= n.wanted)
  /\ Must("a vote that was heard is not forgotten (PBFT-18)",
          \A height \in (x.height + 1)..Len(n.heard) :
            \A each \in n.heard[height] : ~Lost(height, each))
  /\ Must("a restarted replica has voted for nothing that it had not (PBFT-18)",
          /\ \A v \in voted : Promised(r, "vote", x.view, v[1], v[2])
          /\ \A c \in prepared : Promised(r, "commit", c.view, c.height, c.block) /\ IsSound(c))
  /\ Must("the checkpoint that it kept was stable (PBFT-18)",
          \A c \in stable : IsSound(c) /\ c.height <= n.low)
  /\ Becomes(r, [n EXCEPT
       !.view = x.view, !.waiting = waits, !.epoch = e, !.low = low,
       !.stable = IF stable = {} THEN "" ELSE (CHOOSE c \in stable : TRUE).block,
       !.decided = SubSeq(@, 1, x.height), !.executed = low,
       !.votes = kept, !.prepared = prepared,
       !.start = demand.start, !.named = demand.named, !.chosen = demand.chosen,
       \* Its log has the primary's signature for each PREPARE.
       !.got = {<<"vote", x.view, v[1], v[2], PrimaryOf(x.view)>> : v \in kept},
       !.whole = demand.shown, !.changes = {}, !.views = {},
       !.said = [h \in 1..Len(@) |-> {each \in @[h] : ~Lost(h, each)}],
       !.left = {each \in @ : each.view <= x.view},
       !.bound = {b \in @ : \E s \in DOMAIN node : <<r, b[1], b[2]>> \in node[s].views}])
  /\ Links(LinksOf(x.certificates))
  /\ UNCHANGED <<setting, epochs>>

-----------------------------------------------------------------------------
(* What must hold; per node and height, so that traces need look only where something changed. *)

\* PBFT-13.
AgreementAt(r, height) ==
  \A s \in DOMAIN node :
    \/ height > Len(node[s].decided) \/ height > Len(node[r].decided)
    \/ node[s].decided[height] = "" \/ node[r].decided[height] = ""
    \/ node[s].decided[height] = node[r].decided[height]
Agreement == \A r \in DOMAIN node : \A height \in 1..Len(node[r].decided) : AgreementAt(r, height)

ChainLinkAt(r, height) ==
  LET n == node[r]
      block == DecidedAt(n, height)
      below == DecidedAt(n, height - 1) IN
  (block # "" /\ below # "" /\ block \in DOMAIN parents) => parents[block] = below
ChainLink == \A r \in DOMAIN node : \A height \in 1..Len(node[r].decided) : ChainLinkAt(r, height)

\* Two certificates of one view and height are of the same block.
CertificateUniqueAt(r) ==
  \A s \in DOMAIN node : \A c \in node[r].prepared : \A d \in node[s].prepared :
    (c.view = d.view /\ c.height = d.height) => c.block = d.block
CertificateUnique == \A r \in DOMAIN node : CertificateUniqueAt(r)

\* Stable checkpoints of one height are the same.
StableUniqueAt(r) ==
  \A s \in DOMAIN node : node[s].low = node[r].low => node[s].stable = node[r].stable
StableUnique == \A r \in DOMAIN node : StableUniqueAt(r)
=============================================================================
