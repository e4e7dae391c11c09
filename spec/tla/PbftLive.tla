------------------------------ MODULE PbftLive ------------------------------
(***************************************************************************)
(* That chained PBFT goes on (PBFT-14), whatever one Byzantine member of   *)
(* four keeps back and shows when it likes (PBFT-39): rule D with starts,  *)
(* catching up and fetching of blocks, through any number of views.        *)
(*                                                                         *)
(* The abstraction of time.  There is no clock.  At some moment the network*)
(* becomes timely.  Before it messages are lost and timers run out: any    *)
(* step may be left out, any view may end.  Afterwards what honest replicas*)
(* send each other arrives, and a view ends only when nothing is due any   *)
(* more and somebody still waits: its timer, doubled with each change, is  *)
(* longer than what its work takes.  How long that is, no model says.      *)
(* Nothing is due that only the Byzantine replica could make possible.     *)
(*                                                                         *)
(* The Byzantine replica B votes for everything, so that two honest votes  *)
(* make a certificate, and B has each of these, and each decision.  In a   *)
(* NEW-VIEW its VIEW-CHANGE may be among those that the primary takes: it  *)
(* shows there any certificate or decision, or none.  It sends decided     *)
(* blocks to whom it likes, when it likes.                                 *)
(*                                                                         *)
(* B leads all views before the network is timely, since it can propose    *)
(* whatever another primary would.  Afterwards h1 leads them, or B, but not*)
(* two in a row; B loses nothing when it is silent in those of h1: what it *)
(* could add there is due, or follows sooner.  The network becomes timely  *)
(* between two views, since the one before may be too short.  All replicas *)
(* change views in one step, and all that take part in a view enter it by  *)
(* the same NEW-VIEW; who is late takes no step in it.  Safety is not the  *)
(* subject: PbftChain has it.                                              *)
(*                                                                         *)
(* With Endless there is one value a height.  Two certificates of a height *)
(* are then of the same block, and no view needs a number: there is no     *)
(* bound on views, and a stall is an endless run through them.  Without it *)
(* views have numbers up to MaxView, and the last one does not end.        *)
(*                                                                         *)
(* With Quick one view comes before the network is timely, and only those  *)
(* of h1 afterwards.  In them steps are taken in an order: none takes away *)
(* what another one needs.  Of two states that differ in which of h2 and h3*)
(* has done more, one goes on.                                             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Defect,           \* see below
  Endless,          \* do views have no number?
  MaxView,          \* else the last one
  Quick,            \* fewer behaviours
  Values1, Values2, \* the values at each height; a height without any is out of range
  h1, h2, h3,       \* the honest replicas
  B                 \* the Byzantine one

(***************************************************************************)
(*   none        as built.                                                 *)
(*   oldStart    the start of a view decides nothing and names no block:   *)
(*               at and under it only what is known to be decided is voted *)
(*               for, and the primary proposes nothing there.              *)
(*   unfetched   nobody fetches the blocks that the start names.           *)
(*   unproposed  the primary proposes no block under the start again.      *)
(*   skips       a new primary proposes nothing where its NEW-VIEW demands *)
(*               blocks: it takes them for done.                           *)
(*   alone       who is behind is not sent decided blocks (PBFT-12), and a *)
(*               primary proposes above what it knows only.                *)
(*   locked      a replica votes for no block but the one that it voted for*)
(*               at this height in a lower view, as if PREPARE were a lock.*)
(***************************************************************************)
ASSUME Defect \in {"none", "oldStart", "unfetched", "unproposed", "skips", "alone", "locked"}
ASSUME Endless => Cardinality(Values1) = 1 /\ Cardinality(Values2) <= 1

Q == 3               \* of four (CONS-5)
HonestNeeded == 2    \* with the vote of B

Honest    == {h1, h2, h3}
MaxHeight == IF Values2 = {} THEN 1 ELSE 2
Heights   == 1..MaxHeight
Values(h) == IF h = 1 THEN Values1 ELSE Values2

\* A block is its branch.
Genesis     == << >>
Parent(b)   == SubSeq(b, 1, Len(b) - 1)
At(b, h)    == SubSeq(b, 1, h)
IsOn(b, c)  == Len(b) <= Len(c) /\ b = At(c, Len(b))
Longest(S)  == CHOOSE b \in S : \A c \in S : Len(c) <= Len(b)
BlocksAt(h) ==
  IF h = 1 THEN {<<x>> : x \in Values1} ELSE {<<x, y>> : x \in Values1, y \in Values2}
Blocks      == UNION {BlocksAt(h) : h \in Heights}

VARIABLES
  timely,   \* has the network become timely?
  view,     \* its number, 0 with Endless
  inView,   \* have the replicas entered it?
  primary,
  start,    \* the decided block at which the view starts,
  tip,      \* and the end of what it demands above
  votes,    \* of each honest replica: the blocks that it voted for in this view,
  commits,  \* that it sent COMMIT for in this view,
  certs,    \* <<view, block>>: what it is prepared for, per height of the highest view,
  known,    \* the last block that it knows to be decided,
  held,     \* the blocks whose content it has,
  locks,    \* with the defect locked: all that it voted for
  hoard,    \* B's certificates: <<view, block>>,
  decided   \* and the blocks whose decision it can show
vars == <<timely, view, inView, primary, start, tip, votes, commits, certs, known, held, locks,
          hoard, decided>>

Init ==
  /\ timely  = FALSE
  /\ view    = 0
  /\ inView  = TRUE
  /\ primary = B
  /\ start   = Genesis
  /\ tip     = Genesis
  /\ votes   = [r \in Honest |-> {}]
  /\ commits = [r \in Honest |-> {}]
  /\ certs   = [r \in Honest |-> {}]
  /\ known   = [r \in Honest |-> Genesis]
  /\ held    = [r \in Honest |-> {}]
  /\ locks   = [r \in Honest |-> {}]
  /\ hoard   = {}
  /\ decided = {}

Voters(b)     == {r \in Honest : b \in votes[r]}
Committers(b) == {r \in Honest : b \in commits[r]}
IsKnown(r, b) == IsOn(b, known[r])
Has(r, b)     == b \in held[r] \/ IsKnown(r, b)

-----------------------------------------------------------------------------
(* The normal case. *)

\* PBFT-39: the links that r has seen lead from the start of the view to b.
IsNamed(r, b) ==
  /\ Defect # "oldStart"
  /\ IsOn(b, start)
  /\ \A h \in Len(b) + 1..Len(start) : Has(r, At(start, h))

\* PBFT-3, PBFT-10.
IsReady(r, b) == Parent(b) = Genesis \/ IsKnown(r, Parent(b)) \/ Parent(b) \in commits[r]
MayVote(r, b) ==
  /\ \A c \in votes[r] : Len(c) # Len(b)
  /\ Defect = "locked" => \A c \in locks[r] : Len(c) = Len(b) => c = b
  /\ IF Len(b) <= Len(known[r]) THEN IsKnown(r, b)
     ELSE IF Len(b) <= Len(start) THEN IsNamed(r, b)
     ELSE Len(b) <= Len(tip) => IsOn(b, tip)

\* PBFT-8, PBFT-10, PBFT-39: what an honest primary proposes next: under the start what that names,
\* then what the view demands, then what it likes.
Proposals ==
  LET p == primary
      IsNext(b) == Parent(b) = Genesis \/ IsKnown(p, Parent(b)) \/ Parent(b) \in votes[p]
      IsDemanded(b) == Len(b) > Len(start) /\ IsOn(b, tip)
      Repeats(b) == Has(p, b) /\ (Defect = "alone" => ~IsKnown(p, b))
  IN {b \in Blocks :
        /\ MayVote(p, b)
        /\ IF Len(b) <= Len(tip) /\ Defect = "skips" THEN FALSE
           ELSE IF Len(b) < Len(start) THEN
             ~IsKnown(p, b) /\ Has(p, b) /\ IsNext(b) /\ Defect # "unproposed"
           ELSE IF Len(b) = Len(start) THEN FALSE
           ELSE IF IsDemanded(b) THEN
             /\ Repeats(b)
             /\ \A h \in Len(start) + 1..Len(b) - 1 :
                  At(b, h) \in votes[p] \/ (Defect = "alone" /\ IsKnown(p, At(b, h)))
           ELSE /\ IsKnown(p, start) \* it does not lag
                /\ Len(b) > Len(known[p])
                /\ IF Defect = "skips" /\ Parent(b) = tip THEN TRUE ELSE IsNext(b)}

\* Who votes for what in this view; with B as primary anything can be proposed.
DueVotes(r) ==
  IF r = primary THEN Proposals
  ELSE IF primary = B THEN {}
  ELSE {b \in votes[primary] : MayVote(r, b) /\ IsReady(r, b)}
Votes(r) == IF primary = B THEN {b \in Blocks : MayVote(r, b) /\ IsReady(r, b)} ELSE DueVotes(r)

Vote(r, b) ==
  /\ votes' = [votes EXCEPT ![r] = @ \cup {b}]
  /\ held' = [held EXCEPT ![r] = @ \cup {b}]
  /\ locks' = IF Defect = "locked" THEN [locks EXCEPT ![r] = @ \cup {b}] ELSE locks
  /\ hoard' = IF Cardinality(Voters(b)) + 1 >= HonestNeeded THEN hoard \cup {<<view, b>>}
              ELSE hoard
  /\ UNCHANGED <<timely, view, inView, primary, start, tip, commits, certs, known, decided>>

\* PBFT-4.
Prepares(r, needed) ==
  {b \in votes[r] \ commits[r] : Cardinality(Voters(b)) >= needed /\ IsReady(r, b)}
DuePrepares(r) == Prepares(r, Q)

Prepare(r, b) ==
  /\ commits' = [commits EXCEPT ![r] = @ \cup {b}]
  /\ certs' = IF IsKnown(r, b) THEN certs
              ELSE [certs EXCEPT ![r] = {c \in @ : Len(c[2]) # Len(b)} \cup {<<view, b>>}]
  /\ decided' = IF Cardinality(Committers(b)) + 1 >= HonestNeeded THEN decided \cup {b}
                ELSE decided
  /\ UNCHANGED <<timely, view, inView, primary, start, tip, votes, known, held, locks, hoard>>

\* PBFT-5, PBFT-12, PBFT-39: from COMMITs of all, by the start of the view, or from who knows more.
DueLearns(r) ==
  {b \in Blocks :
     /\ Parent(b) = known[r]
     /\ \/ Cardinality(Committers(b)) >= Q
        \/ Defect # "oldStart" /\ b = start /\ b \in held[r]
        \/ Defect # "alone" /\ \E s \in Honest : IsKnown(s, b)}
\* Or by B.
Learns(r) == DueLearns(r) \cup {b \in decided : Parent(b) = known[r]}

Learn(r, b) ==
  /\ known' = [known EXCEPT ![r] = b]
  /\ held' = [held EXCEPT ![r] = @ \cup {b}]
  /\ certs' = [certs EXCEPT ![r] = {c \in @ : Len(c[2]) > Len(b)}]
  /\ UNCHANGED <<timely, view, inView, primary, start, tip, votes, commits, locks, hoard, decided>>

\* PBFT-12, PBFT-39: blocks that an honest replica holds; a certificate has one who does.
DueFetches(r) ==
  LET IsMissed(b) ==
        \/ IsNamed(r, b) /\ Defect # "unfetched"
        \/ r = primary /\ IsOn(b, tip) /\ Len(b) > Len(start)
  IN {b \in Blocks : IsMissed(b) /\ ~Has(r, b) /\ \E s \in Honest : b \in held[s]}

Fetch(r, b) ==
  /\ held' = [held EXCEPT ![r] = @ \cup {b}]
  /\ UNCHANGED <<timely, view, inView, primary, start, tip, votes, commits, certs, known, locks,
                 hoard, decided>>

\* What is due of a replica at a step, and whose turn it is.
DueOf(step, r) ==
  CASE step = 1 -> DueFetches(r) [] step = 2 -> DueLearns(r)
    [] step = 3 -> DueVotes(r)   [] step = 4 -> DuePrepares(r)
Do(step, r, b) ==
  CASE step = 1 -> Fetch(r, b) [] step = 2 -> Learn(r, b)
    [] step = 3 -> Vote(r, b)  [] step = 4 -> Prepare(r, b)
Turns ==
  LET due == {p \in (1..4) \X Honest : DueOf(p[1], p[2]) # {}}
      Place(p) == 3 * p[1] + (CASE p[2] = h1 -> 0 [] p[2] = h2 -> 1 [] p[2] = h3 -> 2)
  IN IF Quick THEN {p \in due : \A q \in due : Place(p) <= Place(q)} ELSE due

-----------------------------------------------------------------------------
(* The view change. *)

IsDone  == \A r \in Honest : Len(known[r]) = MaxHeight

\* PBFT-9.
Leave ==
  /\ inView
  /\ Endless \/ view < MaxView
  /\ timely => Turns = {}
  /\ ~IsDone
  /\ inView' = FALSE
  /\ view' = IF Endless THEN 0 ELSE view + 1
  /\ votes' = [r \in Honest |-> {}]
  /\ commits' = [r \in Honest |-> {}]
  /\ start' = Genesis
  /\ tip' = Genesis
  /\ UNCHANGED <<timely, primary, certs, known, held, locks, hoard, decided>>

\* Where a NEW-VIEW with the honest senders S can start: at the highest decided block that one of
\* them reports, or at one that B shows.
Starts(S) ==
  LET highest == Longest({known[r] : r \in S}) IN
  {highest} \cup (IF Cardinality(S) >= Q THEN {} ELSE {b \in decided : Len(b) > Len(highest)})

\* What it can show at height h: the highest view that one of them reports, or what B has above.
Shown(S, h) ==
  LET reported == {c \in UNION {certs[r] : r \in S} : Len(c[2]) = h}
      highest == {c \in reported : \A d \in reported : d[1] <= c[1]}
      byzantine == IF Cardinality(S) >= Q THEN {}
                   ELSE {c \in hoard : Len(c[2]) = h /\ \A d \in highest : d[1] <= c[1]}
  IN {c[2] : c \in highest \cup byzantine} \cup (IF highest = {} THEN {Genesis} ELSE {})

\* PBFT-10: where the walk upwards can end, at the first gap or broken link.
RECURSIVE Tips(_, _)
Tips(b, S) ==
  IF Len(b) = MaxHeight THEN {b}
  ELSE UNION {IF c # Genesis /\ Parent(c) = b THEN Tips(c, S) ELSE {b} : c \in Shown(S, Len(b) + 1)}

Enter ==
  /\ ~inView
  /\ Quick => timely
  /\ inView' = TRUE
  /\ primary' \in IF ~timely THEN {B}
                  ELSE IF Quick \/ primary = B \/ (~Endless /\ view = MaxView) THEN {h1}
                  ELSE {h1, B}
  /\ \E S \in SUBSET Honest :
       /\ Cardinality(S) >= HonestNeeded
       /\ start' \in Starts(S)
       /\ tip' \in Tips(start', S)
  /\ UNCHANGED <<timely, view, votes, commits, certs, known, held, locks, hoard, decided>>

-----------------------------------------------------------------------------

Weight(r) == 100 * Len(known[r]) + 10 * Cardinality(held[r]) + Cardinality(certs[r])
BecomeTimely ==
  /\ ~timely /\ ~inView
  /\ Quick => Weight(h2) <= Weight(h3)
  /\ timely' = TRUE
  /\ UNCHANGED <<view, inView, primary, start, tip, votes, commits, certs, known, held, locks,
                 hoard, decided>>

\* What must happen in a timely network.
Due ==
  /\ timely
  /\ \/ Leave \/ Enter
     \/ inView /\ \E p \in Turns : \E b \in DueOf(p[1], p[2]) : Do(p[1], p[2], b)

\* What can happen in a view of B.  A block that is not fetched is the worse case.
Can ==
  /\ inView /\ primary = B
  /\ \E r \in Honest :
       \/ \E b \in Votes(r) : Vote(r, b)
       \/ \E b \in Prepares(r, HonestNeeded) : Prepare(r, b)
       \/ \E b \in Learns(r) : Learn(r, b)

Next == (~timely /\ (BecomeTimely \/ Leave \/ Enter)) \/ Due \/ Can

\* Within a view each step adds something, so that one weakly fair action is enough.
Spec == Init /\ [][Next]_vars /\ WF_vars(Due)

-----------------------------------------------------------------------------

\* PBFT-14: once the network is timely, all know of a decision at each height in the end.
EverybodyDecides == timely ~> IsDone

\* PBFT-13, here for what is known: the model would be a wrong one without.
KnownAgree == \A r, s \in Honest : IsOn(known[r], known[s]) \/ IsOn(known[s], known[r])

\* PBFT-12: what a start names, and what a view demands, an honest replica holds.
NamedAreHeld == \A h \in 1..Len(tip) : \E r \in Honest : At(tip, h) \in held[r]
=============================================================================
