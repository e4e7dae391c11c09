------------------------------ MODULE PbftLive ------------------------------
(***************************************************************************)
(* That chained PBFT goes on (PBFT-14): PbftChain's rule D in its last     *)
(* view, whose primary is honest, under fairness.  PbftOne shows the same  *)
(* of one height, for other n; here are what only a chain has: a block is  *)
(* voted for when its parent is prepared or known to be decided, replicas  *)
(* know of different decisions when the view begins, and what lower views  *)
(* have left demands blocks that not everybody has.                        *)
(*                                                                         *)
(* The abstraction of time.  There is no clock.  A view below the last one *)
(* ends for each replica at any moment, but it does end: its timer runs    *)
(* out, whatever happened in it.  The last view does not: it is the first  *)
(* whose timer, doubled with each change, is longer than what its work     *)
(* takes.  How long that is, no model says.                                *)
(* What honest replicas send each other arrives in the end, and nothing is *)
(* due that only the Byzantine replica could make possible.  In the lower  *)
(* views all is as bad as in PbftChain, and no step in them is due.        *)
(*                                                                         *)
(* In the last view all are shown the NEW-VIEW and the proposals of its    *)
(* primary, and no others; which quorum's VIEW-CHANGEs the primary took is *)
(* open, the Byzantine replica's among them.                               *)
(*                                                                         *)
(* There are two views, and all replicas change from the first to the last *)
(* in one step, which loses nothing: what one has not done when it changes *)
(* late is what it could do before, and of a view that all have left only  *)
(* decisions are kept.  What is decided in the last view need not be       *)
(* learnt: nothing there waits for it.                                     *)
(***************************************************************************)
EXTENDS PbftChain

CONSTANT Defect
(***************************************************************************)
(*   none      as built.                                                   *)
(*   locked    a replica votes for no block but the one that it voted for  *)
(*             at this height in a lower view, as if PREPARE were a lock.  *)
(*   skips     a new primary proposes nothing where its NEW-VIEW demands   *)
(*             blocks: it takes them for done.                             *)
(*   alone     who is behind is not sent decided blocks (PBFT-12), and a   *)
(*             primary proposes above what it knows only.                  *)
(***************************************************************************)
ASSUME Defect \in {"none", "locked", "skips", "alone"} /\ MaxView = 1

Last    == MaxView
Primary == PrimaryOf(Last)
InLast(r) == view[r] = Last /\ ~waiting[r]

\* The votes that a step adds.
New(r) == votes'[r] \ votes[r]

LiveVote(r) ==
  /\ Vote(r)
  /\ view[r] = Last /\ r # Primary => New(r) \subseteq votes[Primary]
  /\ Defect = "locked" => \A c \in New(r) : \A d \in votes[r] :
                            Len(d[2]) = Len(c[2]) => d[2] = c[2]
  /\ Defect = "skips" /\ view[r] = Last /\ r = Primary =>
       \A c \in New(r) : demand[r][Len(c[2])] = Free
  /\ Defect = "alone" /\ view[r] = Last /\ r = Primary =>
       \A c \in New(r) : Len(c[2]) > Len(known[r])

IsToldOfMore(r) == Defect # "alone" /\ \E s \in Active : Len(known[s]) > Len(known[r])

\* What somebody knows: in the last view only this is learnt, and all that is due.
LiveLearn(r) == Learn(r) /\ (InLast(r) => IsToldOfMore(r))

\* PBFT-9: timers of the lower view run out.
LeaveAll ==
  /\ \A r \in Active : view[r] < Last
  /\ view' = [r \in Honest |-> Last]
  /\ waiting' = [r \in Honest |-> TRUE]
  /\ reported' = [r \in Honest |-> [reported[r] EXCEPT ![Last] = known[r]]]
  /\ UNCHANGED <<demand, votes, prepared, known>>

\* PBFT-10: all enter by the NEW-VIEW of the primary.
EnterAll ==
  /\ \A r \in Active : waiting[r]
  /\ waiting' = [r \in Honest |-> FALSE]
  /\ \E S \in SUBSET Active :
       /\ Cardinality(S) >= HonestNeeded
       /\ \E start \in StartsShown(S, Last) : \E p \in Shows(S, Last) :
            demand' = [r \in Honest |-> Demanded(start, p)]
  /\ votes' = [r \in Honest |-> IF Defect = "locked" THEN votes[r] ELSE {}]
  /\ LET decided == {c \in UNION {prepared[r] : r \in Active} : DecidedIn(c[1], c[2])}
     IN prepared' = [r \in Honest |-> decided]
  /\ UNCHANGED <<view, known, reported>>

LiveNext ==
  \/ LeaveAll \/ EnterAll
  \/ \E r \in Active : ~waiting[r] /\ (LiveVote(r) \/ Prepare(r) \/ LiveLearn(r))

\* Nothing of it is due because of what the Byzantine replica might add.
HonestVotes(v, b)   == Cardinality({r \in Active : <<v, b>> \in votes[r]})
Fair ==
  /\ WF_vars(LeaveAll)
  /\ WF_vars(EnterAll)
  /\ \A r \in Active :
       /\ WF_vars(LiveVote(r) /\ InLast(r))
       /\ WF_vars(Prepare(r) /\ InLast(r)
                   /\ \E c \in prepared'[r] \ prepared[r] : HonestVotes(c[1], c[2]) >= Q)
       /\ WF_vars(LiveLearn(r) /\ InLast(r))

LiveSpec == Init /\ [][LiveNext]_vars /\ Fair

-----------------------------------------------------------------------------

\* PBFT-14: in the end a quorum of honest replicas has sent COMMIT for a block at each height, or
\* all know what was decided there before.
EverybodyDecides ==
  <>(\A h \in Heights :
       \/ \A r \in Active : Len(known[r]) >= h
       \/ \E b \in BlocksAt(h) :
            Cardinality({r \in Active : <<Last, b>> \in prepared[r]}) >= Q)

-----------------------------------------------------------------------------
(* What must not hold: it would be true of a model in which too little happens. *)

\* Replicas know of different decisions when the last view begins.
AllKnowTheSame == \A r, s \in Active : InLast(r) /\ InLast(s) => known[r] = known[s]
=============================================================================
