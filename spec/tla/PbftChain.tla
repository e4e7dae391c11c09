----------------------------- MODULE PbftChain -----------------------------
(***************************************************************************)
(* What a vote needs, and what a new view proposes again, when PBFT orders *)
(* blocks that name their parents and several heights are in flight:       *)
(* decision 0010.  Four replicas, one of them Byzantine; quorums of three  *)
(* (decision 0011).  The constant Rule chooses between the rule that       *)
(* medchain follows, "D", and those that look as good and are not.         *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* A block is its branch: the sequence of the values from height 1 up.     *)
(* Two blocks are the same if and only if their hashes would be; the       *)
(* parent is the sequence without its last value; << >> is the genesis     *)
(* block.  A block proposed again is thus the same block.                  *)
(*                                                                         *)
(* The Byzantine replica has no state.  It may at any time have sent       *)
(* whatever it can sign, to whomever it likes.  So whatever takes Q votes  *)
(* exists as soon as Q - f honest replicas have given theirs.  It cannot   *)
(* sign for others: the certificates that it shows are made of votes that  *)
(* honest replicas did send.                                               *)
(*                                                                         *)
(* The primary of every view is the worst one: each honest replica may be  *)
(* shown any proposal and any NEW-VIEW that its own checks let pass.  What *)
(* an honest primary would send is among that, so that one run covers all  *)
(* rotations, and honest replicas can be exchanged for each other.  Only   *)
(* one thing that an honest primary does is not what a backup could do: it *)
(* proposes, and so votes for, a block when it has proposed the parent,    *)
(* not when the parent is prepared.  EarlyPrimary adds that.               *)
(*                                                                         *)
(* Messages are not variables.  What was sent is there for everybody, and  *)
(* nobody has to look at it: this is a network that delays, repeats,       *)
(* reorders and loses.  A VIEW-CHANGE is computed from what its sender was *)
(* prepared for in lower views, to which nothing is added once it has left *)
(* them.  COMMIT is sent with being prepared, and a decision is no step:   *)
(* it has happened when enough COMMITs exist.                              *)
(*                                                                         *)
(* Who knows of a decision is a variable only with Starts: then a replica  *)
(* learns of decisions one by one, whenever it likes; it votes on what it  *)
(* knows to be decided, and its VIEW-CHANGE says how far it knew when it   *)
(* left.  The Byzantine replica may show any decision that there is.       *)
(* Without Starts every view starts at the genesis block.                  *)
(*                                                                         *)
(* Left out: timers (a replica may leave a view at any time), contents and *)
(* validity of blocks but for the link, the window, fetching.  Safety only.*)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Rule,          \* "D", "Ds", "Dx", "Dopen", "A", "B", "BT", "implied" or a defect; see below
  MaxView,       \* views 0 to MaxView
  Values1, Values2, Values3, \* the values at each height; a height without any is out of range
  h1, h2, h3,    \* the honest replicas
  Silent,        \* those of them that take no step: fewer behaviours, hence more views
  Starts,        \* do decided blocks stand for the genesis block as a view's start?
  EarlyPrimary,  \* may h1 in view 0, h2 in view 1, h3 in view 2 vote like an honest primary?
  Null           \* rule A's filling for a gap

Defects == {"M01", "M06", "M10", "M11"}
ASSUME Rule \in {"D", "Ds", "Dx", "Dopen", "A", "B", "BT", "implied"} \cup Defects

N == 4
F == (N - 1) \div 3
Q == (N + F + 2) \div 2  \* CONS-5: (N + F + 1) / 2 rounded up
     - (IF Rule = "M01" THEN 1 ELSE 0)
HonestNeeded == Q - F    \* the Byzantine replica gives its vote to everything

Honest  == {h1, h2, h3}
Active  == Honest \ Silent
Views   == 0..MaxView
Heights == 1..(IF Values2 = {} THEN 1 ELSE IF Values3 = {} THEN 2 ELSE 3)
Values(h) == CASE h = 1 -> Values1 [] h = 2 -> Values2 [] h = 3 -> Values3

Genesis   == << >>
Parent(b) == SubSeq(b, 1, Len(b) - 1)
Prefixes(b) == {SubSeq(b, 1, k) : k \in 1..Len(b)}
RECURSIVE BlocksAt(_)
BlocksAt(h) ==
  IF h = 0 THEN {Genesis} ELSE {Append(b, x) : b \in BlocksAt(h - 1), x \in Values(h)}

(***************************************************************************)
(* The rules.  "D" is medchain's; Ds and BT were safe too where they were  *)
(* tried (Ds-3views, BT-3views: no Starts); the others break.              *)
(*   D        vote: prepared for the parent in this view.  New view: per   *)
(*            height the certificate of the highest view, up to the first  *)
(*            gap or broken link.  Every height is voted for again.        *)
(*   Ds       as D; vote: PREPARE sent for the parent in this view.        *)
(*   Dx       as Ds, and prepared no longer needs the parent prepared.     *)
(*   Dopen    as D, with free votes up to the start of a view.             *)
(*   A        as Castro and Liskov: heights are independent, gaps are      *)
(*            filled with null blocks.                                     *)
(*   B        vote as D.  New view: the highest certificate (view, then    *)
(*            height) and its ancestors.                                   *)
(*   BT       as B, with one vote for that certificate's block.            *)
(*   implied  as BT, and that vote counts for each ancestor as well.       *)
(* And D with one defect each, which is also planted in the code as a      *)
(* patch of that name in ../mutants:                                       *)
(*   M01      a quorum is one less.                                        *)
(*   M06      a replica takes a second proposal for a view and height.     *)
(*   M10      a VIEW-CHANGE says nothing of what was prepared.             *)
(*   M11      a new view takes the certificate of the lowest view.         *)
(***************************************************************************)
Gate == CASE Rule \in {"D", "Dopen", "B", "BT", "implied"} \cup Defects -> "prepared"
          [] Rule \in {"Ds", "Dx"} -> "sent"
          [] Rule = "A" -> "none"
PreparedNeedsParent == Rule \notin {"A", "Dx"}
VotesAtTipOnly      == Rule \in {"BT", "implied"}
PrimaryOf(v)        == CASE v = 0 -> h1 [] v = 1 -> h2 [] v = 2 -> h3

VARIABLES
  view,      \* of each honest replica: the view that it is in, or waits for
  waiting,   \* has it left the view below and not entered this one?
  demand,    \* per height the block that its NEW-VIEW demands, or Free
  votes,     \* its PREPAREs, the primary's PRE-PREPAREs among them: <<view, block>>
  prepared,  \* what it is prepared for, its COMMITs therefore: <<view, block>>
  known,     \* the last block that it knows to be decided
  reported   \* per view: what was known when its VIEW-CHANGE was sent
vars == <<view, waiting, demand, votes, prepared, known, reported>>

Free   == << >>
NoCert == << >>
Demands(branch) == [h \in Heights |-> IF h <= Len(branch) THEN SubSeq(branch, 1, h) ELSE Free]

-----------------------------------------------------------------------------
(* Certificates and decisions: facts about what was sent. *)

Supports(vote, v, b) ==
  /\ vote[1] = v
  /\ IF Rule = "implied" THEN b \in Prefixes(vote[2]) ELSE b = vote[2]

\* PBFT-4: could a certificate of b in v be put together by now?
Certified(v, b) ==
  Cardinality({r \in Active : \E vote \in votes[r] : Supports(vote, v, b)}) >= HonestNeeded

Voted == UNION {votes[r] : r \in Active}
Certificates ==
  LET named == IF Rule = "implied"
               THEN UNION {{<<vote[1], b>> : b \in Prefixes(vote[2])} : vote \in Voted}
               ELSE Voted
  IN {c \in named : Certified(c[1], c[2])}

\* PBFT-5: COMMITs of one view.
DecidedIn(v, b) == Cardinality({r \in Active : <<v, b>> \in prepared[r]}) >= HonestNeeded
Decided(b)      == \E v \in Views : DecidedIn(v, b)
DecidedBlocks   == {c[2] : c \in {d \in UNION {prepared[r] : r \in Active} : DecidedIn(d[1], d[2])}}

-----------------------------------------------------------------------------
(* The normal case. *)

IsPrefix(b, c) == IF Len(b) <= Len(c) THEN b = SubSeq(c, 1, Len(b)) ELSE FALSE
IsSettled(r, b) == IsPrefix(b, known[r])

\* PBFT-3: what must hold of the parent before r votes for b in view v.
MayVote(r, v, b) ==
  LET p == Parent(b) IN
  \/ Gate = "none"
  \/ IsSettled(r, p)
  \/ <<v, p>> \in prepared[r]
  \/ <<v, p>> \in votes[r] /\ (Gate = "sent" \/ (EarlyPrimary /\ PrimaryOf(v) = r))
  \/ VotesAtTipOnly /\ demand[r][Len(b)] = b

\* What the NEW-VIEW lets r vote for at height h (PBFT-10).
Candidates(r, h) ==
  IF h <= Len(known[r]) THEN {SubSeq(known[r], 1, h)}
  ELSE IF demand[r][h] = Free THEN BlocksAt(h)
  ELSE IF VotesAtTipOnly /\ h + 1 \in Heights /\ demand[r][h + 1] # Free THEN {}
  ELSE {demand[r][h]}

\* One PREPARE a view and height, in the current view (PBFT-3).
Vote(r) ==
  /\ ~waiting[r]
  /\ \E h \in Heights :
       /\ Rule = "M06" \/ \A vote \in votes[r] : vote[1] # view[r] \/ Len(vote[2]) # h
       /\ \E b \in Candidates(r, h) :
            /\ MayVote(r, view[r], b)
            /\ votes' = [votes EXCEPT ![r] = @ \cup {<<view[r], b>>}]
  /\ UNCHANGED <<view, waiting, demand, prepared, known, reported>>

\* PBFT-4: r has seen the certificate of what it voted for; it sends COMMIT.
Prepare(r) ==
  /\ ~waiting[r]
  /\ \E vote \in votes[r] \ prepared[r] :
       LET v == vote[1]  b == vote[2] IN
       /\ v = view[r]
       /\ Certified(v, b)
       /\ \/ ~PreparedNeedsParent
          \/ IsSettled(r, Parent(b))
          \/ <<v, Parent(b)>> \in prepared[r]
          \/ VotesAtTipOnly /\ demand[r][Len(b)] = b
       /\ prepared' = [prepared EXCEPT ![r] = @ \cup {vote}]
  /\ UNCHANGED <<view, waiting, demand, votes, known, reported>>

\* PBFT-5: r has Q COMMITs for the child of the last block that it knows to be decided.
Learn(r) ==
  /\ Starts
  /\ \E b \in DecidedBlocks :
       /\ b # Genesis /\ Parent(b) = known[r]
       /\ known' = [known EXCEPT ![r] = b]
  /\ UNCHANGED <<view, waiting, demand, votes, prepared, reported>>

-----------------------------------------------------------------------------
(* The view change. *)

\* PBFT-9: no vote in a lower view from here on.
Leave(r) ==
  /\ view[r] < MaxView
  /\ view' = [view EXCEPT ![r] = @ + 1]
  /\ waiting' = [waiting EXCEPT ![r] = TRUE]
  /\ demand' = [demand EXCEPT ![r] = Demands(Genesis)]
  /\ reported' = [reported EXCEPT ![r][view[r] + 1] = known[r]]
  /\ UNCHANGED <<votes, prepared, known>>

\* Where a NEW-VIEW of v with the honest senders S can start: at the highest decided block that
\* one of them reports, or at one that the Byzantine replica shows.
StartsShown(S, v) ==
  LET highest == {b \in {reported[r][v] : r \in S} :
                    \A r \in S : Len(reported[r][v]) <= Len(b)}
  IN highest \cup (IF Cardinality(S) >= Q \/ ~Starts THEN {}
                   ELSE {b \in DecidedBlocks : \A c \in highest : Len(c) < Len(b)})

\* What a NEW-VIEW of v with the honest senders S can show at height h: the highest view that
\* one of them reports, or what the Byzantine replica, if it completes the quorum, has above that.
Shown(S, v, h) ==
  LET At(certs) == {c \in certs : c[1] < v /\ Len(c[2]) = h}
      HighestOf(certs) == {c \in certs : \A d \in certs : d[1] <= c[1]}
      LowestOf(certs) == {c \in certs : \A d \in certs : c[1] <= d[1]}
      shown == IF Rule = "M10" THEN {} ELSE UNION {HighestOf(At(prepared[r])) : r \in S}
      highest == IF Rule = "M11" THEN LowestOf(shown) ELSE HighestOf(shown)
      byzantine == IF Cardinality(S) >= Q THEN {}
                   ELSE {c \in At(Certificates) :
                           \A d \in highest : IF Rule = "M11" THEN c[1] < d[1] ELSE d[1] < c[1]}
  IN byzantine \cup (IF highest = {} THEN {NoCert} ELSE highest)

Shows(S, v) ==
  {p \in [Heights -> UNION {Shown(S, v, h) : h \in Heights}] :
     \A h \in Heights : p[h] \in Shown(S, v, h)}

\* Rule D: upwards from the start, to the first gap or broken link (PBFT-10).
RECURSIVE Walk(_, _)
Walk(tip, p) ==
  LET h == Len(tip) + 1 IN
  IF h \notin Heights THEN tip
  ELSE IF p[h] = NoCert THEN tip
  ELSE IF Parent(p[h][2]) # tip THEN tip
  ELSE Walk(p[h][2], p)

\* Rule B: the highest view, in it the highest block.
Highest(p) ==
  LET shown == {p[h] : h \in Heights} \ {NoCert} IN
  IF shown = {} THEN Genesis
  ELSE (CHOOSE c \in shown : \A d \in shown :
          d[1] < c[1] \/ (d[1] = c[1] /\ Len(d[2]) <= Len(c[2])))[2]

\* Rule A: each height for itself, null in gaps.
RECURSIVE Filled(_, _)
Filled(p, h) ==
  IF p[h] # NoCert THEN p[h][2]
  ELSE IF \A k \in Heights : k > h => p[k] = NoCert THEN Free
  ELSE Append(IF h = 1 THEN Genesis ELSE Filled(p, h - 1), Null)

Demanded(start, p) ==
  CASE Rule \in {"D", "Ds", "Dx"} \cup Defects -> Demands(Walk(start, p))
    [] Rule = "Dopen" -> [h \in Heights |->
                            IF h <= Len(start) THEN Free ELSE Demands(Walk(start, p))[h]]
    [] Rule \in {"B", "BT", "implied"} -> Demands(Highest(p))
    [] Rule = "A" -> [h \in Heights |-> Filled(p, h)]

\* PBFT-10: the primary may show every replica another quorum of VIEW-CHANGEs.
Enter(r) ==
  /\ waiting[r]
  /\ waiting' = [waiting EXCEPT ![r] = FALSE]
  /\ \E S \in SUBSET {s \in Active : view[s] >= view[r]} :
       /\ Cardinality(S) >= HonestNeeded
       /\ \E start \in StartsShown(S, view[r]) :
            \E p \in Shows(S, view[r]) :
              demand' = [demand EXCEPT ![r] = Demanded(start, p)]
  /\ UNCHANGED <<view, votes, prepared, known, reported>>

-----------------------------------------------------------------------------
Init ==
  /\ view     = [r \in Honest |-> 0]
  /\ waiting  = [r \in Honest |-> FALSE]
  /\ demand   = [r \in Honest |-> Demands(Genesis)]
  /\ votes    = [r \in Honest |-> {}]
  /\ prepared = [r \in Honest |-> {}]
  /\ known    = [r \in Honest |-> Genesis]
  /\ reported = [r \in Honest |-> [v \in Views |-> Genesis]]

Next == \E r \in Active : Vote(r) \/ Prepare(r) \/ Learn(r) \/ Leave(r) \/ Enter(r)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

\* PBFT-13: no two blocks are decided at one height.
Agreement ==
  \A b, c \in DecidedBlocks : Len(b) = Len(c) => b = c

\* What is decided at different heights is one chain.
ChainLink ==
  \A b, c \in DecidedBlocks : Len(b) < Len(c) => IsPrefix(b, c)

\* Two certificates of one view and height are of the same block.
CertificateUnique ==
  \A c, d \in Certificates : (c[1] = d[1] /\ Len(c[2]) = Len(d[2])) => c = d

\* Under rule D the parent of what is certified is certified in the same view, or decided.
ParentCertified ==
  \A c \in Certificates :
    LET p == Parent(c[2]) IN p = Genesis \/ Certified(c[1], p) \/ (Starts /\ Decided(p))

\* What is decided is demanded by every NEW-VIEW of a higher view: why rule D is safe.
DecidedDemanded ==
  \A r \in Active : \A c \in prepared[r] : \A s \in Active :
    (DecidedIn(c[1], c[2]) /\ c[1] < view[s] /\ ~waiting[s]) => demand[s][Len(c[2])] = c[2]

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NobodyDecidesHeight2 == \A b \in DecidedBlocks : Len(b) # 2
NobodyDecidesInView1 == \A r \in Active : \A c \in prepared[r] : c[1] = 1 => ~DecidedIn(1, c[2])
NothingProposedAgain == \A r \in Active : \A h \in Heights : demand[r][h] = Free
\* A certificate of which nothing is left in a higher view: what no quorum need remember.
NothingDropped ==
  \A r \in Active : \A c \in Certificates :
    (c[1] < view[r] /\ ~waiting[r]) => demand[r][Len(c[2])] # Free
\* A chain whose certificates are of different views.
NoMixedChain ==
  \A b \in DecidedBlocks :
    Len(b) > 1 => \E v \in Views : DecidedIn(v, b) /\ DecidedIn(v, Parent(b))
\* A block voted for on a parent that is decided but not prepared in that view: what Starts adds.
NoVoteOnDecidedParent ==
  \A r \in Active : \A vote \in votes[r] :
    Len(vote[2]) > 1 => \E own \in votes[r] : own = <<vote[1], Parent(vote[2])>>

-----------------------------------------------------------------------------
(* Replicas can be exchanged unless they lead a view, values of a height always. *)

SameValues == Permutations(Values1) \cup Permutations(Values2) \cup Permutations(Values3)
SameReplicas == Permutations(Active) \cup SameValues
=============================================================================
