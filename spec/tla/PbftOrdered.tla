---------------------------- MODULE PbftOrdered ----------------------------
(***************************************************************************)
(* PbftCheckpoint without checkpoints, that is PbftChain's rule D with     *)
(* Starts and EarlyPrimary, in an order of steps that leaves few states:   *)
(* three views, two heights and all honest replicas end in minutes, where  *)
(* PbftCheckpoint's search does not end.  What is left out is not seen by  *)
(* Agreement, ChainLink, CertificateUnique and ParentCertified:            *)
(*                                                                         *)
(* 1. Views one after the other.  A step stands at a view: in each view    *)
(* all enter, then all vote and commit, then all leave.  What a step looks *)
(* at is of its own view or lower, or its replica's, with one exception:   *)
(* decisions, of whatever view, are learnt, and are starts.  So a step     *)
(* that stands before the one just taken could have been taken first,      *)
(* unless it uses a block which that one decided; two such neighbours are  *)
(* exchanged until there are none. An exchange takes nothing from the      *)
(* later step: more votes and decisions of lower views allow more.         *)
(* Therefore such a step is taken only if it uses what is fresh.           *)
(*                                                                         *)
(* 2. Who stays behind.  A replica in a lower view than a step moves again *)
(* only for a decision taken above it, which takes the two others; and its *)
(* votes and COMMITs there matter only if they complete what another gave  *)
(* there alone, for a block that was not decided before.  If it cannot, it *)
(* might as well leave at once: this takes no vote away, and lets others   *)
(* use its VIEW-CHANGEs.  If two stay behind, the third alone decides      *)
(* nothing that could move them.                                           *)
(*                                                                         *)
(* 3. What is given alone.  Votes and COMMITs given when a replica leaves, *)
(* which nobody completes, are left out.  So is what it learns when it     *)
(* leaves.  A NEW-VIEW that these made possible is possible without:       *)
(* wherever an honest VIEW-CHANGE shows a certificate or a decision, the   *)
(* Byzantine one can show the same, for it exists.                         *)
(*                                                                         *)
(* 4. Hence a NEW-VIEW needs no more honest VIEW-CHANGEs than HonestNeeded:*)
(* what a further one has above the others, the Byzantine one can show.    *)
(*                                                                         *)
(* This is an argument for four replicas, of which three are honest.  It   *)
(* is compared with PbftCheckpoint (PbftOrderedModelTest): at bounds that  *)
(* both models bear, the same sets of certificates and decisions together  *)
(* are reached.                                                            *)
(***************************************************************************)
EXTENDS PbftCheckpoint

ASSUME ~Checkpoints /\ Cardinality(Honest) = 3 /\ HonestNeeded = 2

VARIABLES
  now,   \* where the last step stood
  fresh  \* the blocks that it decided and that were not decided before

\* Where steps stand, in their order.
EnterAt(v) == 3 * v
VoteAt(v)  == 3 * v + 1
LeaveAt(v) == 3 * v + 2

\* A step that goes back must use what is fresh.
StandsAt(at, usesFresh) ==
  /\ at < now => usesFresh
  /\ now' = at
  /\ fresh' = DecidedBlocks' \ DecidedBlocks

-----------------------------------------------------------------------------
(* What was given in a view and waits for another. *)

\* <<replica, view and block>>: votes without a certificate, COMMITs without a decision.
Incomplete(v) ==
  {<<r, c>> \in Active \X Voted :
     /\ c[1] = v /\ c \in votes[r]
     /\ ~Certified(v, c[2]) \/ (c \in prepared[r] /\ ~DecidedIn(v, c[2]))}

HasChild(c, cs) == \E d \in cs : d[1] = c[1] /\ d[2] # Genesis /\ Parent(d[2]) = c[2]

\* Those of them that were needed for nothing else.
Lonely(v) == {each \in Incomplete(v) : ~HasChild(each[2], votes[each[1]])}

\* Whether r may complete c yet, after another decision.
MayComplete(r, c) ==
  /\ c[2] \notin DecidedBlocks
  /\ \/ view[r] < c[1]
     \/ /\ view[r] = c[1]
        /\ c \notin prepared[r]
        /\ c \in votes[r] \/ ~VotedAt(r, c[1], Len(c[2]))

\* Whether a step in view v is taken while those in lower views stay behind.
MayGoOn(v) ==
  LET behind == {r \in Active : view[r] < v} IN
  /\ Cardinality(behind) <= 1
  /\ \A r \in behind : \E each \in Incomplete(view[r]) : each[1] # r /\ MayComplete(r, each[2])

-----------------------------------------------------------------------------
(* The steps. *)

LearnsFresh(S) == \E r \in S : \E b \in fresh : IsPrefix(b, reached'[r][1]) /\ ~IsPrefix(b, Known(r))

OrderedVote(S) ==
  \E v \in Views :
    /\ \A r \in S : view[r] = v
    /\ VoteAt(v) < now => fresh # {}
    /\ MayGoOn(v)
    /\ Vote(S) \/ Prepare(S)
    /\ StandsAt(VoteAt(v), LearnsFresh(S))

OrderedEnter(r) ==
  /\ waiting[r]
  /\ EnterAt(view[r]) < now => fresh # {}
  /\ MayGoOn(view[r])
  /\ EnterBy(r, {S \in SUBSET {s \in Active : view[s] >= view[r]} : Cardinality(S) = HonestNeeded})
  /\ StandsAt(EnterAt(view[r]), \E b \in fresh : start'[r] >= Len(b))

OrderedLeave(r) ==
  LET v == view[r]
      others == {s \in Active \ {r} : view[s] <= v}
  IN
  /\ v < MaxView /\ LeaveAt(v) >= now /\ MayGoOn(v)
  /\ \/ /\ LeaveWith(r, Known(r), {}, {})
        \* The last one knows what nobody will complete.
        /\ others = {} => Lonely(v) = {}
     \/ /\ others # {} /\ ~waiting[r]
        /\ \E last \in {Known(r)} \cup Ahead(r) :
             \E P \in Committing(r, last) : \E L \in Parting(r, last, prepared[r] \cup P) :
               /\ P \cup L # {}
               /\ \A c \in P \cup L : HasChild(c, L) \/ \E s \in others : MayComplete(s, c)
               /\ LeaveWith(r, last, P, L)
  /\ StandsAt(LeaveAt(v), FALSE)

OrderedInit == Init /\ now = 0 /\ fresh = {}

OrderedNext ==
  \/ \E r \in Active : OrderedEnter(r) \/ OrderedLeave(r)
  \/ \E S \in SUBSET Active : S # {} /\ Cardinality(S) <= HonestNeeded /\ OrderedVote(S)

OrderedSpec == OrderedInit /\ [][OrderedNext]_<<vars, now, fresh>>

\* As Anyone; where the last step stood matters only to those who would go back.
OrderedView ==
  LET At(r) == IF waiting[r] THEN EnterAt(view[r]) ELSE VoteAt(view[r])
      isBehind == \E r \in Active : At(r) < now
  IN <<Anyone, IF isBehind THEN <<now, fresh>> ELSE << >> >>

-----------------------------------------------------------------------------
(* The same in any order, and what both reach: to be compared. *)

AnyOrderSpec == OrderedInit /\ [][Next /\ UNCHANGED <<now, fresh>>]_<<vars, now, fresh>>

Facts == <<Certificates, {c \in UNION {prepared[r] : r \in Active} : DecidedIn(c[1], c[2])}>>
FactsAreTold == PrintT(<<"facts", ToString(Facts)>>)
OrderedViewAndFacts == <<OrderedView, Facts>>
AnyoneAndFacts == <<Anyone, Facts>>

-----------------------------------------------------------------------------
(* Defects, for Candidates <- FreeUpToStart and Shown <- LowestShown. *)

\* PbftChain's Dopen: up to the start of a view any block is voted for.
FreeUpToStart(r, h, last) ==
  IF h <= Len(last) THEN {SubSeq(last, 1, h)}
  ELSE IF start[r] < h /\ h <= Len(demand[r]) THEN {SubSeq(demand[r], 1, h)}
  ELSE BlocksAt(h)

\* M11: a NEW-VIEW takes the certificate of the lowest view.
LowestShown(S, v, h) ==
  LET shown == {c \in UNION {Reports(r, v) : r \in S} : Len(c[2]) = h}
      lowest == {c \in shown : \A d \in shown : c[1] <= d[1]}
      byzantine == {c \in Certificates : c[1] < v /\ Len(c[2]) = h /\ \A d \in lowest : c[1] < d[1]}
  IN byzantine \cup (IF lowest = {} THEN {NoCert} ELSE lowest)
=============================================================================
