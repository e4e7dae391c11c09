------------------------------ MODULE PowChain ------------------------------
(***************************************************************************)
(* Which branch counts under proof of work, and what k confirmations are   *)
(* worth: POW-10, POW-11, POW-14, POW-20 and decisions 0030 and 0034.  The *)
(* constant Rule chooses between medchain's rule ("built") and what looks  *)
(* as good and is not.                                                     *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* A block is a number, in the order in which blocks are found; its parent *)
(* and its work, the expected hashes, belong to it.  A block may have any  *)
(* work of Works, whatever its ancestors' was: more than the rules for the *)
(* difficulty (POW-27) allow.  Contents are left out, and so are invalid   *)
(* blocks: they never enter the tree (POW-2 to POW-8).                     *)
(*                                                                         *)
(* Anybody may find the next block at any time: chance and the shares of   *)
(* the hash power are not in the model, only what a lead has to be.  How   *)
(* likely it is to be had is CMP-15's.                                     *)
(*                                                                         *)
(* A node that has a block may give it to another at any time; so a block  *)
(* is late, out of order, lost for as long as one likes, and again there.  *)
(* A node places a block when it has the parent (an orphan that is kept is *)
(* a block that comes later, POW-13).  Forgotten branches come back in the *)
(* same way (POW-35).                                                      *)
(*                                                                         *)
(* The adversary finds blocks on any block that there is, knows all blocks *)
(* at once, and shows its own to nobody until it likes, one by one, or     *)
(* never.  Where AtOnce holds, the honest nodes hear of each other's and   *)
(* of published blocks at once: the race of the literature, between one    *)
(* public chain and a secret one; a lead is exact only there, since blocks *)
(* that honest nodes find apart from each other help the adversary.        *)
(*                                                                         *)
(* Left out: execution (POW-7), pools, headers-first fetching.             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Rule,          \* "built", "height", "late" or "zero"; see below
  Nodes,         \* the honest nodes
  MaxBlocks,     \* blocks found in all
  MaxAdversary,  \* how many of them by the adversary
  Works,         \* what a block may count
  Confirmations, \* k
  AtOnce         \* do honest nodes hear of each other's blocks at once?

(***************************************************************************)
(* The rules.                                                              *)
(*   built  the head has the most work; among equals the first placed.     *)
(*   height the head has the greatest height (mutant M37).                 *)
(*   late   among equals the last placed is the head.                      *)
(*   zero   a block is acknowledged without a confirmation (mutant M38).   *)
(***************************************************************************)
ASSUME Rule \in {"built", "height", "late", "zero"}

Adversary == "adversary"
Genesis == 0

VARIABLES
  blocks,   \* the blocks found, in order: [parent, work, finder]
  public,   \* those that are not the adversary's secret
  placed,   \* of each node: the blocks in its tree
  head,     \* of each node
  answered, \* of each node: the blocks whose clients it has answered
  reverts   \* of what was answered: how many blocks of the branch that was left stood above the
            \* fork, and how many above it were the adversary's: [deep, adversary]
vars == <<blocks, public, placed, head, answered, reverts>>

Found == 1..Len(blocks)

-----------------------------------------------------------------------------
(* Branches. *)

RECURSIVE Branch(_)
Branch(b) == IF b = Genesis THEN {Genesis} ELSE {b} \cup Branch(blocks[b].parent)
Height(b) == Cardinality(Branch(b)) - 1
RECURSIVE Work(_)
Work(b) == IF b = Genesis THEN 0 ELSE blocks[b].work + Work(blocks[b].parent)

\* POW-10: does b take the head's place?
Better(b, than) ==
  CASE Rule = "height" -> Height(b) > Height(than)
    [] Rule = "late" -> Work(b) >= Work(than)
    [] OTHER -> Work(b) > Work(than)

\* POW-20: k blocks stand on the branch of tip from b on.
Confirmed(tip) ==
  {b \in Branch(tip) \ {Genesis} : Rule = "zero" \/ Height(tip) - Height(b) + 1 >= Confirmations}

-----------------------------------------------------------------------------
\* POW-10, POW-11, POW-20: the nodes in set place b; each then follows its best branch.
PlaceAt(set, b) ==
  LET Moves(n) == Better(b, head[n])
      Lost(n) == IF Moves(n) THEN (answered[n] \cap Branch(head[n])) \ Branch(b) ELSE {}
      Fork(x) == CHOOSE y \in Branch(x) \cap Branch(b) :
                   \A z \in Branch(x) \cap Branch(b) : Height(z) <= Height(y)
      Above(x) == {y \in Found : Fork(x) \in Branch(y) /\ y # Fork(x)}
      Revert(n, x) ==
        [deep |-> Height(head[n]) - Height(Fork(x)),
         adversary |-> Cardinality({y \in Above(x) : blocks[y].finder = Adversary})]
  IN /\ placed' = [n \in Nodes |-> IF n \in set THEN placed[n] \cup {b} ELSE placed[n]]
     /\ head' = [n \in Nodes |-> IF n \in set /\ Moves(n) THEN b ELSE head[n]]
     /\ answered' = [n \in Nodes |->
          IF n \in set /\ Moves(n) THEN answered[n] \cup Confirmed(b) ELSE answered[n]]
     /\ reverts' = reverts \cup UNION {{Revert(n, x) : x \in Lost(n)} : n \in set}

\* POW-13, POW-14: n gets a block that another has, or that the adversary has published.
Receive(n) ==
  /\ ~AtOnce
  /\ \E b \in public \ placed[n] :
       /\ blocks[b].parent \in placed[n]
       /\ PlaceAt({n}, b)
  /\ UNCHANGED <<blocks, public>>

\* POW-15, POW-17: n finds a block on its head. That it then places and broadcasts it is a step of
\* its own only in the model, where a step looks at blocks that exist; nothing comes in between.
Finding == \E b \in Found : blocks[b].finder # Adversary /\ b \notin placed[blocks[b].finder]

Find(n) ==
  /\ ~Finding /\ Len(blocks) < MaxBlocks
  /\ \E w \in Works :
       blocks' = Append(blocks, [parent |-> head[n], work |-> w, finder |-> n])
  /\ UNCHANGED <<public, placed, head, answered, reverts>>

\* POW-17: it is placed, and broadcast.
Place ==
  /\ Finding
  /\ LET b == Len(blocks) IN
     /\ PlaceAt(IF AtOnce THEN Nodes ELSE {blocks[b].finder}, b)
     /\ public' = public \cup {b}
  /\ UNCHANGED blocks

\* The adversary finds a block, on whatever it likes.
FindSecretly ==
  /\ ~Finding /\ Len(blocks) < MaxBlocks
  /\ Cardinality({b \in Found : blocks[b].finder = Adversary}) < MaxAdversary
  /\ \E p \in {Genesis} \cup Found : \E w \in Works :
       blocks' = Append(blocks, [parent |-> p, work |-> w, finder |-> Adversary])
  /\ UNCHANGED <<public, placed, head, answered, reverts>>

\* It shows a block whose parent is known.
Publish ==
  /\ ~Finding
  /\ \E b \in Found \ public :
       /\ blocks[b].parent \in public \cup {Genesis}
       /\ public' = public \cup {b}
       /\ IF AtOnce THEN PlaceAt(Nodes, b) ELSE UNCHANGED <<placed, head, answered, reverts>>
  /\ UNCHANGED blocks

Init ==
  /\ blocks = << >>
  /\ public = {}
  /\ placed = [n \in Nodes |-> {Genesis}]
  /\ head = [n \in Nodes |-> Genesis]
  /\ answered = [n \in Nodes |-> {}]
  /\ reverts = {}

Next ==
  \/ \E n \in Nodes : Receive(n) \/ Find(n)
  \/ Place \/ FindSecretly \/ Publish

Spec == Init /\ [][Next]_vars

\* POW-14: messages get through again and again.
FairSpec == Spec /\ WF_vars(Place) /\ \A n \in Nodes : WF_vars(Receive(n))

-----------------------------------------------------------------------------
(* What must hold. *)

\* POW-10: no branch that a node has counts more than its head.
HeadHasMostWork == \A n \in Nodes : \A b \in placed[n] : Work(b) <= Work(head[n])

\* POW-10: a head is left only for more work (checked as a property of steps).
NoHeadForEqualWork == [][\A n \in Nodes : head'[n] # head[n] => Work(head[n])' > Work(head[n])]_vars

\* POW-14: nodes that have the same blocks have heads of the same work.
Converged == \A m, n \in Nodes : placed[m] = placed[n] => Work(head[m]) = Work(head[n])

\* POW-14: in the end all have heads of the same work.
Converges == <>[](\A m, n \in Nodes : Work(head[m]) = Work(head[n]))

\* POW-20: only what k blocks stand on is answered, counting its own.
AnsweredDeep == \A n \in Nodes : \A b \in answered[n] :
  \E tip \in placed[n] : b \in Branch(tip) /\ Height(tip) - Height(b) + 1 >= Confirmations

\* The lead. An answered block is reverted only if the adversary has found more blocks above the
\* fork than the branch that is left has there, k at least: k + 1 then. One work for all blocks.
LeadNeeded ==
  \A x \in reverts : x.adversary > x.deep /\ x.deep >= Confirmations

\* With at most k blocks of the adversary nothing that was answered is reverted.
NothingReverted == reverts = {}

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

\* NothingReverted, with k + 1 blocks of the adversary; and, among nodes that hear of each other's
\* blocks late, with none.
NobodyAnswers == \A n \in Nodes : answered[n] = {}
HeadsAreEqual == \A m, n \in Nodes : placed[m] = placed[n] => head[m] = head[n]
NoLowerHead == \A n \in Nodes : \A b \in placed[n] : Height(b) <= Height(head[n])
NoSecret == \A b \in Found : b \in public \/ blocks[b].finder # Adversary

SameNodes == Permutations(Nodes)
=============================================================================
