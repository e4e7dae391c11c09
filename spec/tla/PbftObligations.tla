--------------------------- MODULE PbftObligations --------------------------
(***************************************************************************)
(* What a correct replica owes: PbftMessages says what it may do, and this*)
(* what it must not leave undone.  A debt arises in what it has received  *)
(* and promised, and is due before it takes its next input.               *)
(*                                                                        *)
(* Only debts that no faulty node can have made up are counted: what rests*)
(* on a proposal, a VIEW-CHANGE or a NEW-VIEW, rests on a correct node's. *)
(* A replica counts its own message when it is signed and durable; it is  *)
(* that when a correct node has heard it.  After a restart it owes no votes*)
(* and no view change before its first one: it asks others which votes it *)
(* has forgotten (PBFT-29), and signs the old ones again.                 *)
(***************************************************************************)
EXTENDS PbftMessages

\* Of each node: does it know its votes yet; up to which height it had voted when it restarted;
\* the votes that it received before their epoch; the view in which its timer has just expired; and
\* has anything happened that a debt can come from.
NoDebts == [isMute |-> FALSE, old |-> 0, early |-> {}, expired |-> -1, isChanged |-> FALSE]

-----------------------------------------------------------------------------

IsVoter(r, o) == ~o.isMute /\ r \in Epoch(node[r].epoch).members
InView(r, o) == ~node[r].waiting /\ IsVoter(r, o)

\* Has this replica counted this vote of s?  Of a faulty node's two votes it counts the first.
IsCounted(r, o, kind, view, height, block, s) ==
  LET IsFirst ==
        IsCorrect(s) \/ \A g \in node[r].got :
          g[5] = s /\ g[1] = kind /\ g[2] = view /\ g[3] = height => g[4] = block IN
  IF s = r THEN height > o.old /\ <<kind, view, block>> \in At(node[r].heard, height)
  ELSE <<kind, view, height, block, s>> \in node[r].got \ o.early /\ IsFirst

IsQuorumCounted(r, o, kind, view, height, block) ==
  LET epoch == Epoch(node[r].epoch) IN
  Cardinality({s \in epoch.members : IsCounted(r, o, kind, view, height, block, s)})
    >= epoch.quorum

\* PBFT-3: a PREPARE for what a correct primary has proposed; up to the view's start (PBFT-39) the
\* links that lead to the block may still be on their way.
OwedPrepares(r, o) ==
  LET n == node[r]
      primary == PrimaryOf(n.view) IN
  IF ~InView(r, o) \/ r = primary \/ ~IsCorrect(primary) THEN {}
  ELSE {<<"PREPARE", n.view, g[3], g[4]>> :
          g \in {v \in n.got \ o.early :
                   /\ v[1] = "vote" /\ v[2] = n.view /\ v[5] = primary
                   /\ v[3] > n.low /\ v[3] <= n.low + 2 * K + W
                   /\ v[3] > Len(n.decided) /\ v[3] > n.start
                   /\ v[3] - W <= n.executed
                   /\ Covers(n.epoch, v[3])
                   /\ <<v[3], v[4]>> \notin n.votes
                   /\ IsSettled(n, v[3] - 1, parents[v[4]])}}

\* PBFT-4: a COMMIT for what it is prepared for.
OwedCommits(r, o) ==
  LET n == node[r] IN
  IF ~InView(r, o) THEN {}
  ELSE {<<"COMMIT", n.view, v[1], v[2]>> :
          v \in {w \in n.votes :
                   /\ w[1] > Len(n.decided)
                   /\ ~Promised(r, "commit", n.view, w[1], w[2])
                   /\ IsSettled(n, w[1] - 1, parents[w[2]])
                   /\ IsCounted(r, o, "vote", n.view, w[1], w[2], PrimaryOf(n.view))
                   /\ IsQuorumCounted(r, o, "vote", n.view, w[1], w[2])}}

\* PBFT-5: the decision of what a quorum has committed.
OwedDecisions(r, o) ==
  LET n == node[r]
      height == Len(n.decided) + 1 IN
  {<<"decision", n.view, v[1], v[2]>> :
     v \in {w \in n.votes :
              /\ w[1] = height
              /\ IsDecided(n, height - 1, parents[w[2]])
              /\ IsQuorumCounted(r, o, "commit", n.view, height, w[2])}}

\* PBFT-9: whoever hears that f + 1 others want a higher view leaves its own.
HighestWanted(r, s) == Max({0} \cup {c[2] : c \in {d \in node[r].changes : d[1] = s}})
OwedViewChanges(r, o) ==
  LET n == node[r]
      want == {s \in Epoch(n.epoch).members \ {r} :
                 IsCorrect(s) /\ HighestWanted(r, s) > n.view
                              /\ EpochOf(HighestWanted(r, s)) = n.epoch} IN
  IF IsVoter(r, o) /\ Cardinality(want) >= Epoch(n.epoch).weak
  THEN {<<"VIEW-CHANGE", n.view, 0, "">>} ELSE {}

\* PBFT-10: the primary that has a quorum's VIEW-CHANGEs opens its view.
OwedNewViews(r, o) ==
  LET n == node[r]
      left == {s \in Epoch(n.epoch).members :
                 \/ s = r /\ n.wanted = n.view
                 \/ s # r /\ IsCorrect(s) /\ HighestWanted(r, s) = n.view} IN
  IF /\ n.waiting /\ r = PrimaryOf(n.view) /\ IsVoter(r, o)
     /\ Cardinality(left) >= Epoch(n.epoch).quorum
     /\ \A b \in n.bound : b[1] # n.view
  THEN {<<"NEW-VIEW", n.view, 0, "">>} ELSE {}

\* PBFT-10: who has the NEW-VIEW of a correct primary enters the view.
OwedEntries(r) ==
  LET n == node[r] IN
  {<<"entry", v[2], 0, v[3]>> :
     v \in {w \in n.views :
              /\ IsCorrect(w[1]) /\ w[1] = PrimaryOf(w[2])
              /\ EpochOf(w[2]) = n.epoch
              /\ w[2] > n.view \/ (w[2] = n.view /\ n.waiting)}}

\* PBFT-15: a CHECKPOINT for each K-th height that it has executed.
OwedCheckpoints(r) ==
  LET n == node[r]
      height == n.executed IN
  IF /\ height > n.low /\ height % K = 0
     /\ r \in Epoch(n.epoch).members /\ Covers(n.epoch, height)
     /\ DecidedAt(n, height) # ""
     /\ \A each \in At(n.said, height) : each[1] # "checkpoint"
  THEN {<<"CHECKPOINT", -1, height, "">>} ELSE {}

\* PBFT-16: what a quorum says of the height, this replica among them, is stable.
OwedMarks(r, o) ==
  LET n == node[r]
      own == UNION {{<<height, each[3]>> :
                       each \in {m \in At(n.said, height) : m[1] = "checkpoint"}} :
                    height \in (n.low + 1)..n.executed} IN
  {<<"mark", -1, c[1], c[2]>> :
     c \in {d \in own : Covers(n.epoch, d[1]) /\ IsQuorumCounted(r, o, "checkpoint", -1, d[1], d[2])}}

\* PBFT-10: the primary proposes again what its view demands, up to a block that it must fetch.
OwedProposals(r, o) ==
  LET n == node[r]
      Demanded(height) == n.chosen[height - n.start]
      Has(height) == \E each \in At(n.said, height) :
                       each[1] = "vote" /\ each[3] = Demanded(height) IN
  IF ~InView(r, o) \/ r # PrimaryOf(n.view) THEN {}
  ELSE {<<"PRE-PREPARE", n.view, height, Demanded(height)>> :
          height \in {h \in (n.start + 1)..(n.start + Len(n.chosen)) :
                       /\ h > n.low /\ h > Len(n.decided)
                       /\ \A under \in (n.start + 1)..h : Has(under)
                       /\ \A vote \in n.votes : vote[1] # h}}

\* PBFT-9: who has waited too long leaves its view.
OwedTimeOuts(r, o) ==
  IF o.expired >= 0 /\ node[r].view = o.expired /\ IsVoter(r, o)
  THEN {<<"time-out", o.expired, 0, "">>} ELSE {}

-----------------------------------------------------------------------------
(* In a trace. *)

\* What changes nothing that a debt rests on.
IsIdle(x) == x.action \in {"Ignore", "ReceiveBlock"}
IsInput(x) ==
  IsIdle(x) \/ x.action \in {"TimeOut", "Execute", "ReceivePrePrepare", "ReceivePrepare",
                            "ReceiveCommit", "ReceiveViewChange", "ReceiveNewView",
                            "ReceiveCheckpoint", "ReceiveDecidedBlock"}
IsVote(x) ==
  x.action \in {"SendPrePrepare", "SendPrepare", "SendCommit", "SendViewChange", "SendNewView"}

\* What node r owes before it takes its next input.
OwesNothing(r, o) ==
  /\ Must("a primary owes what its view demands (PBFT-10)", OwedProposals(r, o) = {})
  /\ Must("a replica owes PREPARE for a correct primary's proposal (PBFT-3)",
          OwedPrepares(r, o) = {})
  /\ Must("a replica owes COMMIT for what it is prepared for (PBFT-4)",
          OwedCommits(r, o) = {})
  /\ Must("a replica owes the decision of what a quorum has committed (PBFT-5)",
          OwedDecisions(r, o) = {})
  /\ Must("a replica whose timer has expired owes VIEW-CHANGE (PBFT-9)",
          OwedTimeOuts(r, o) = {})
  /\ Must("a replica owes VIEW-CHANGE when f + 1 others want a higher view (PBFT-9)",
          OwedViewChanges(r, o) = {})
  /\ Must("a primary owes NEW-VIEW for a quorum's VIEW-CHANGEs (PBFT-10)",
          OwedNewViews(r, o) = {})
  /\ Must("a replica enters the view of a correct primary's NEW-VIEW (PBFT-10)",
          OwedEntries(r) = {})
  /\ Must("a replica owes CHECKPOINT for each K-th height that it executes (PBFT-15)",
          OwedCheckpoints(r) = {})
  /\ Must("a replica owes the mark that a quorum's CHECKPOINTs make stable (PBFT-16)",
          OwedMarks(r, o) = {})

KindReceived(x) ==
  CASE x.action = "ReceivePrePrepare" \/ x.action = "ReceivePrepare" -> "vote"
    [] x.action = "ReceiveCommit"                                    -> "commit"
    [] OTHER                                                         -> ""

After(x, o) ==
  LET n == node[x.node] IN
  CASE x.action = "Reply"      -> o
    [] x.action = "Restart"    -> [NoDebts EXCEPT !.isMute = TRUE, !.old = Len(n.said)]
    [] x.action = "EnterEpoch" ->
         [o EXCEPT !.isChanged = TRUE, !.early = {g \in n.got : g[1] # "checkpoint"}]
    [] IsVote(x)               -> [o EXCEPT !.isChanged = TRUE, !.isMute = FALSE]
    [] x.action = "TimeOut" /\ x.input = "timer:view-change" ->
         [o EXCEPT !.isChanged = TRUE, !.expired = n.view]
    [] IsInput(x)              ->
         [o EXCEPT !.isChanged = ~IsIdle(x), !.expired = -1,
                   !.early = @ \ {<<KindReceived(x), x.view, x.height, x.block, x.sender>>}]
    [] OTHER                   -> [o EXCEPT !.isChanged = TRUE]

\* The line's node owes nothing when it takes an input.
Pays(x, owed) ==
  IsInput(x) /\ owed[x.node].isChanged => OwesNothing(x.node, owed[x.node])
OwedAfter(x, owed) == [owed EXCEPT ![x.node] = After(x, @)]
=============================================================================
