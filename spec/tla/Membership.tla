----------------------------- MODULE Membership -----------------------------
(***************************************************************************)
(* How the set of members changes: decision 0072.  A change is ordered     *)
(* like any other operation; executed at height h, it ends the epoch at H, *)
(* the least multiple of K with H >= h + W; and the next set begins where  *)
(* the old one's checkpoint at H is stable.  The constant Rule chooses     *)
(* between that ("built") and changes that look simpler and are wrong.     *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* A block is its branch: the sequence of the values from height 1 up, as  *)
(* in PbftChain.  A value is a set of members, if the block changes them,  *)
(* or something else.  Any honest replica may be shown any proposal.  A    *)
(* block with several changes is one with the last of them.                *)
(*                                                                         *)
(* Within an epoch an honest member gives one COMMIT a height.  In the     *)
(* code it may give another in a higher view, when the first can no longer *)
(* be decided; that this decides nothing twice is what PbftChain checks.   *)
(* Here it would only free heights that are stuck here, and they are not   *)
(* stuck in the behaviours where nobody votes for what is dropped.         *)
(*                                                                         *)
(* Byzantine members have no state.  Each is in a set, old or new, among   *)
(* at most f; it may have sent all that it can sign, for every epoch that  *)
(* it is or was in: its vote is in every quorum.                           *)
(*                                                                         *)
(* Messages are not variables: what was sent is there, and nobody has to   *)
(* look at it.  A replica learns of decisions one by one, or all at once   *)
(* from a checkpoint; it executes what it has learnt when it likes, and    *)
(* knows of a change only then.  CHECKPOINT is sent with the execution of  *)
(* a multiple of K; it covers the state, so also who comes next.           *)
(*                                                                         *)
(* Left out: views, timers, contents of blocks, the high water mark (it    *)
(* only stops), the empty blocks with which a primary fills up to H (any   *)
(* block is there).  Whether old members agree is not taken for granted:   *)
(* votes are counted.                                                      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Rule,       \* "built", "old", "atOnce", "unproved" or "leave"; see below
  Interval,   \* K
  Window,     \* W
  MaxHeight,
  MaxChanges, \* in a branch
  First,      \* the members of the genesis block
  Changes,    \* the sets of members that blocks may change to
  Plain,      \* the values of other blocks
  Byzantine,  \* members of any set that may do anything
  Guided,     \* are primaries honest? Then one block is proposed for a height of an epoch
  Silent,     \* honest replicas that take no step: fewer behaviours, hence more heights
  Twins1, Twins2 \* honest replicas that are in the same sets, for symmetry

(***************************************************************************)
(* The rules.                                                              *)
(*   built    medchain's.                                                  *)
(*   old      whoever was a member of the old set goes on voting in it     *)
(*            above H (mutant M35).                                        *)
(*   atOnce   H is h itself, and who has executed h begins the epoch.      *)
(*   unproved who has executed H begins the next epoch, and waits for no   *)
(*            certificate of the checkpoint.                               *)
(*   leave    who is not in the next set stops when it has executed h.     *)
(***************************************************************************)
ASSUME Rule \in {"built", "old", "atOnce", "unproved", "leave"}

Replicas == First \cup UNION Changes
Honest   == Replicas \ Byzantine
Active   == Honest \ Silent
Values   == Plain \cup Changes

\* CONS-5.
F(members) == (Cardinality(members) - 1) \div 3
Q(members) == (Cardinality(members) + F(members) + 2) \div 2
ASSUME \A members \in Changes \cup {First} : Cardinality(members \cap Byzantine) <= F(members)

Genesis == << >>
Parent(b) == SubSeq(b, 1, Len(b) - 1)
IsPrefix(b, c) == IF Len(b) <= Len(c) THEN b = SubSeq(c, 1, Len(b)) ELSE FALSE
ChangesIn(b) == Cardinality({h \in 1..Len(b) : b[h] \in Changes})
RECURSIVE BlocksAt(_)
BlocksAt(h) ==
  IF h = 0 THEN {Genesis}
  ELSE {b \in {Append(p, x) : p \in BlocksAt(h - 1), x \in Values} : ChangesIn(b) <= MaxChanges}
Blocks == UNION {BlocksAt(h) : h \in 0..MaxHeight}

\* PBFT-20: the last height of an epoch that a change executed at h ends.
Boundary(h) ==
  IF Rule = "atOnce" THEN h ELSE ((h + Window + Interval - 1) \div Interval) * Interval
NoEnd == MaxHeight + 1 \* no end of the epoch is known

(***************************************************************************)
(* What the chain up to b says of the epochs: the members of each, its     *)
(* first height, and, if the last is known to end, where and who follows.  *)
(* Further changes up to H take effect at H as well.                       *)
(***************************************************************************)
Executed(epochs, h, x) ==
  LET told == IF x \in Changes
              THEN [epochs EXCEPT !.last = IF @ = NoEnd THEN Boundary(h) ELSE @, !.next = x]
              ELSE epochs
  IN IF told.last = h
     THEN [members |-> Append(told.members, told.next), first |-> Append(told.first, h + 1),
           last |-> NoEnd, next |-> {}]
     ELSE told
RECURSIVE Told(_)
Told(b) ==
  IF b = Genesis
  THEN [members |-> <<First>>, first |-> <<1>>, last |-> NoEnd, next |-> {}]
  ELSE Executed(Told(Parent(b)), Len(b), b[Len(b)])
Epochs == [b \in Blocks |-> Told(b)]

Count(b) == Len(Epochs[b].members)
Members(b, e) == Epochs[b].members[e + 1] \* epochs count from 0
Start(b, e) == Epochs[b].first[e + 1]

VARIABLES
  chain,    \* of each honest replica: the last block that it knows to be decided
  executed, \* the height up to which it has executed
  epoch,    \* the epoch that it is in
  votes     \* its COMMITs: <<epoch, block>>
vars == <<chain, executed, epoch, votes>>

State(r) == SubSeq(chain[r], 1, executed[r])
MembersAt(r) == Members(State(r), epoch[r])

\* The last height that the current epoch of r decides, as far as r knows.
Last(r) ==
  IF Count(State(r)) > epoch[r] + 1 THEN Start(State(r), epoch[r] + 1) - 1
  ELSE Epochs[State(r)].last

-----------------------------------------------------------------------------
(* Certificates: facts about what was sent. *)

\* CONS-7: votes name their epoch, by the view, so none is counted in another.
Decides(members, e, b) ==
  Cardinality({r \in members \cap Active : <<e, b>> \in votes[r]})
    + Cardinality(members \cap Byzantine) >= Q(members)

\* PBFT-15, PBFT-16: Q members say that b, a multiple of K, is what they have executed.
Certified(members, b) ==
  /\ Len(b) % Interval = 0
  /\ Cardinality({r \in members \cap Active : IsPrefix(b, State(r))})
       + Cardinality(members \cap Byzantine) >= Q(members)

-----------------------------------------------------------------------------
\* PBFT-20: is r, as far as it knows, one of those who decide height h?
MayDecide(r, h) ==
  /\ r \in MembersAt(r)
  /\ Rule = "old" \/ h <= Last(r)
  /\ ~(Rule = "leave" /\ Epochs[State(r)].last # NoEnd /\ r \notin Epochs[State(r)].next)

\* PBFT-3, PBFT-4, PBFT-7: a vote for a child of what is decided, or of what r has voted for in
\* this epoch, when the height W below has been executed.
SendCommit(r) ==
  \E p \in {chain[r]} \cup {vote[2] : vote \in {w \in votes[r] : w[1] = epoch[r]}} :
    /\ IsPrefix(chain[r], p)
    /\ Len(p) + 1 <= MaxHeight
    /\ Len(p) + 1 <= executed[r] + Window
    /\ MayDecide(r, Len(p) + 1)
    /\ \A vote \in votes[r] : vote[1] # epoch[r] \/ Len(vote[2]) # Len(p) + 1
    /\ \E x \in Values :
         /\ Append(p, x) \in Blocks
         /\ ~Guided \/ \A s \in Active : \A vote \in votes[s] :
              (vote[1] = epoch[r] /\ Len(vote[2]) = Len(p) + 1) => vote[2] = Append(p, x)
         /\ votes' = [votes EXCEPT ![r] = @ \cup {<<epoch[r], Append(p, x)>>}]
    /\ UNCHANGED <<chain, executed, epoch>>

\* PBFT-5, PBFT-20: those that r knows to be responsible have decided the next block.
Decide(r) ==
  /\ Len(chain[r]) < MaxHeight
  /\ Rule = "old" \/ Len(chain[r]) < Last(r)
  /\ \E s \in Active : \E vote \in votes[s] :
       /\ vote[1] = epoch[r]
       /\ vote[2] # Genesis /\ Parent(vote[2]) = chain[r]
       /\ Decides(MembersAt(r), epoch[r], vote[2])
       /\ chain' = [chain EXCEPT ![r] = vote[2]]
  /\ UNCHANGED <<executed, epoch, votes>>

\* CON-19: executing a change tells of it.
Execute(r) ==
  /\ executed[r] < Len(chain[r])
  /\ Rule = "old" \/ Count(State(r)) = epoch[r] + 1
  /\ executed' = [executed EXCEPT ![r] = @ + 1]
  /\ LET after == SubSeq(chain[r], 1, executed[r] + 1) IN
     epoch' = [epoch EXCEPT ![r] =
       IF Rule \in {"atOnce", "unproved"} THEN Count(after) - 1 ELSE @]
  /\ UNCHANGED <<chain, votes>>

\* PBFT-20: the checkpoint at H is stable at r; the next epoch begins.
EnterEpoch(r) ==
  /\ Count(State(r)) > epoch[r] + 1
  /\ executed[r] = Last(r)
  /\ Certified(MembersAt(r), State(r))
  /\ epoch' = [epoch EXCEPT ![r] = @ + 1]
  /\ UNCHANGED <<chain, executed, votes>>

\* PBFT-17, PBFT-21: r goes on from a checkpoint that the members of its epoch certified, with the
\* certificates of the ends of all epochs between.
Restore(r) ==
  \E s \in Active : \E h \in (executed[r] + 1)..executed[s] :
    LET b == SubSeq(chain[s], 1, h)
        \* A checkpoint at the end of an epoch is made by those whose epoch ends there.
        ends == {Start(b, e) - 1 : e \in (epoch[r] + 1)..(Count(b) - 1)}
        MadeBy(k) == CHOOSE e \in 0..(Count(b) - 1) :
                       Start(b, e) <= k /\ (e = Count(b) - 1 \/ k < Start(b, e + 1))
    IN /\ h >= Len(chain[r]) + 1
       /\ \A k \in ends \cup {h} : Certified(Members(b, MadeBy(k)), SubSeq(b, 1, k))
       /\ Count(b) > epoch[r]
       /\ \A e \in 0..epoch[r] : Members(b, e) = Members(State(r), e)
       /\ chain' = [chain EXCEPT ![r] = b]
       /\ executed' = [executed EXCEPT ![r] = h]
       /\ epoch' = [epoch EXCEPT ![r] = Count(b) - 1]
       /\ UNCHANGED votes

Init ==
  /\ chain    = [r \in Active |-> Genesis]
  /\ executed = [r \in Active |-> 0]
  /\ epoch    = [r \in Active |-> 0]
  /\ votes    = [r \in Active |-> {}]

Step(r) == SendCommit(r) \/ Decide(r) \/ Execute(r) \/ EnterEpoch(r) \/ Restore(r)
Next == \E r \in Active : Step(r)

Spec == Init /\ [][Next]_vars

\* Replicas that can do something do it at last.
FairSpec == Spec /\ \A r \in Active : WF_vars(Step(r))

-----------------------------------------------------------------------------
(* What must hold. *)

\* Which quorums have decided what, whether they were to or not.
Decisions ==
  {d \in UNION {votes[r] : r \in Active} :
     d[1] < Count(Parent(d[2])) /\ Decides(Members(Parent(d[2]), d[1]), d[1], d[2])}

\* PBFT-13, PBFT-20: no two blocks are decided at one height, by whatever sets.
Agreement ==
  \A c, d \in Decisions : Len(c[2]) = Len(d[2]) => c[2] = d[2]

\* What is decided at different heights, by whatever sets, is one chain.
ChainLink ==
  \A c, d \in Decisions : Len(c[2]) < Len(d[2]) => IsPrefix(c[2], d[2])

\* PBFT-20: no height is decided by the quorums of two sets.
OneSet ==
  \A c, d \in Decisions : Len(c[2]) = Len(d[2]) => c[1] = d[1]

\* PBFT-20: the old members decide up to H and nothing above, the new ones nothing up to it.
HeightsDivided ==
  \A d \in Decisions :
    LET b == d[2] IN
    /\ Len(b) >= Start(Parent(b), d[1])
    /\ d[1] + 1 < Count(Parent(b)) => Len(b) < Start(Parent(b), d[1] + 1)

\* PBFT-21: where an epoch has begun, the old members' certificate covers what it begins on.
StartCertified ==
  \A r \in Active : \A e \in 1..epoch[r] :
    Certified(Members(State(r), e - 1), SubSeq(State(r), 1, Start(State(r), e) - 1))

\* PBFT-20: an epoch has the same members and the same blocks under it wherever it has begun.
SameStart ==
  \A r, s \in Active : \A e \in 1..epoch[r] : e <= epoch[s] =>
    /\ Start(State(r), e) = Start(State(s), e)
    /\ Members(State(r), e) = Members(State(s), e)
    /\ SubSeq(State(r), 1, Start(State(r), e) - 1) = SubSeq(State(s), 1, Start(State(s), e) - 1)

\* PBFT-14, PBFT-20: a change completes, and the chain goes on to the end, if primaries are honest.
Completes == <>[](\A r \in Active : Len(chain[r]) = MaxHeight)

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NobodyEntersEpoch1 == \A r \in Active : epoch[r] < 1
NobodyEntersEpoch2 == \A r \in Active : epoch[r] < 2
NewMembersDecideNothing == \A d \in Decisions : d[1] = 0
\* Somebody still votes in the old epoch while another has begun the new one.
NobodyIsLate ==
  \A r, s \in Active : epoch[r] < epoch[s] =>
    Len(chain[r]) >= Start(State(s), epoch[r] + 1) - 1
\* A new member has begun its first epoch and not voted yet.
NobodyJoins == \A r \in Active : epoch[r] = 0 \/ r \in First \/ votes[r] = {}
\* A second change before the first one takes effect.
NoChangeReplaced ==
  \A r \in Active : epoch[r] > 0 => ChangesIn(SubSeq(State(r), 1, Start(State(r), 1) - 1)) < 2

-----------------------------------------------------------------------------
SameReplicas == Permutations(Twins1) \cup Permutations(Twins2)
=============================================================================
