----------------------------- MODULE PowMessages -----------------------------
(***************************************************************************)
(* A proof-of-work node as it is built, message by message: which block it *)
(* may adopt, abandon, find and acknowledge next, given what it has found  *)
(* and what came (POW-2, POW-7, POW-10, POW-11, POW-14, POW-15, POW-20).   *)
(* Actions are named as the lines of ../trace-format.md; each is given one *)
(* record x with the keys of a line, so no set of all blocks is built.     *)
(* PowTrace holds recorded runs against this model.                        *)
(*                                                                         *)
(* Against PowChain nothing is left out of the choice of the branch:       *)
(* blocks come whole or as headers, from named nodes, in any order, late,  *)
(* again, without their parents; nodes execute what they adopt after a     *)
(* while, and restart with nothing.                                        *)
(*                                                                         *)
(* A block is whatever its id stands for: one parent, one height, one      *)
(* work, whoever tells of it.  Faulty nodes have no state and no actions;  *)
(* they may send any block, wrong ones too.  Whether a block is valid, a   *)
(* trace does not say.  A block is called good when a correct node has     *)
(* found or adopted it, since correct nodes check all before they adopt.   *)
(* Only good blocks must be followed; any block that came whole may be.    *)
(*                                                                         *)
(* What a node has for certain ("placed") is less than what it may have    *)
(* ("whole"): a block that came before its parent may be dropped again     *)
(* (POW-13).  So no node is asked for more than it can know, and nothing   *)
(* bad gets lost but what stands on such orphans alone.                    *)
(*                                                                         *)
(* The rules about the best chain hold when the node is done with an input *)
(* and has executed all that it has adopted: on its way to another branch  *)
(* it may have to wait (POW-7).  They are checked when its next input      *)
(* comes.                                                                  *)
(*                                                                         *)
(* Left out: clients, the content of blocks, timers, who asks whom.  A     *)
(* node forgets branches POW-35 blocks behind, 1000 unless it is set       *)
(* otherwise; traces in which one comes back from there are none of this   *)
(* model's.                                                                *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC, Rules

VARIABLES
  setting, \* of the trace: nodes, faulty, window W, interval k, genesis
  node,    \* the state of each correct node
  blocks,  \* of each block seen: parent, height, work; total, if it was known at once
  good     \* blocks that a correct node has found or adopted
vars == <<setting, node, blocks, good>>

Range(s) == {s[i] : i \in 1..Len(s)}
IsCorrect(s) == s \in DOMAIN node

-----------------------------------------------------------------------------
(* Work.  TLC has integers of 32 bits: totals are pairs in the base 2^15,  *)
(* which lasts for 32768 blocks of the greatest work a line can name.      *)

Base == 32768
None == <<-1, 0>>
Sum(total, work) ==
  LET low == total[2] + (work % Base)
  IN <<total[1] + (work \div Base) + (low \div Base), low % Base>>
More(a, b) == a[1] > b[1] \/ (a[1] = b[1] /\ a[2] > b[2])

\* The expected hashes of a block and its ancestors; None while one of them is unknown.
RECURSIVE Total(_)
Total(b) ==
  IF b \notin DOMAIN blocks THEN None
  ELSE IF blocks[b].total # None THEN blocks[b].total
  ELSE LET below == Total(blocks[b].parent)
       IN IF below = None THEN None ELSE Sum(below, blocks[b].work)

\* That of the block of a line, known or not.
TotalOf(x) ==
  LET below == Total(x.parent) IN IF below = None THEN None ELSE Sum(below, x.view)

\* POW-2: the block of a line is what it was before.
Link(x) ==
  IF x.block \in DOMAIN blocks
  THEN /\ Must("a block has one parent, one height and one work (POW-2)",
               LET b == blocks[x.block]
               IN b.parent = x.parent /\ b.height = x.height /\ b.work = x.view)
       /\ UNCHANGED blocks
  ELSE blocks' = (x.block :> [parent |-> x.parent, height |-> x.height, work |-> x.view,
                              total |-> TotalOf(x)]) @@ blocks

-----------------------------------------------------------------------------
(* Nodes. *)

\* At the genesis block; heard is what it has not forgotten even after a restart: it may have
\* passed it on before.
Fresh(genesis, heard) ==
  [chain    |-> << >>,     \* the best chain by height, above the genesis block
   whole    |-> {},        \* blocks found or come whole
   placed   |-> {genesis}, \* those of them whose ancestors it certainly has
   rivals   |-> {},        \* placed blocks with more work than the last settled tip
   adopted  |-> {},        \* blocks that were in the chain
   executed |-> {},
   pending  |-> {},        \* blocks of the chain that are not executed yet
   settled  |-> genesis,   \* the last tip with all executed
   heard    |-> heard]     \* blocks that it has found, or heard of

InitWith(with) ==
  /\ setting = with
  /\ node = [r \in (0..(with.nodes - 1)) \ with.faulty |-> Fresh(with.genesis, {with.genesis})]
  /\ blocks = with.genesis :> [parent |-> "", height |-> 0, work |-> 0, total |-> <<0, 0>>]
  /\ good = {with.genesis}

At(n, height) == IF height = 0 THEN setting.genesis ELSE n.chain[height]
Tip(n) == At(n, Len(n.chain))
IsOnChain(n, height, block) == height >= 0 /\ height <= Len(n.chain) /\ At(n, height) = block

\* The node is done with its last input. Has it the best chain that it can have (POW-10)?
IsAtRest(r) ==
  LET n == node[r]
      isDone == n.pending = {} IN
  /\ Must("no good block that a node has makes more work than its tip (POW-10)",
          isDone => \A b \in n.rivals : b \in good => ~More(Total(b), Total(Tip(n))))
  /\ Must("a tip is left only for more work: first seen, first served (POW-10)",
          isDone => (Tip(n) = n.settled \/ More(Total(Tip(n)), Total(n.settled))))

\* The node when it is done.
Rested(n) ==
  IF n.pending # {} \/ (n.settled = Tip(n) /\ n.rivals = {}) THEN n
  ELSE [n EXCEPT !.settled = Tip(n),
                 !.rivals = {b \in @ : More(Total(b), Total(Tip(n)))}]

\* An input comes to r, and makes it n; all that the last one brought about is over.
Takes(r, n) == IsAtRest(r) /\ node' = [node EXCEPT ![r] = n]

\* Node n has the block of this line whole.
Has(n, x) ==
  LET isPlaced == x.parent \in n.placed
      isRival == isPlaced /\ More(TotalOf(x), Total(n.settled)) IN
  [n EXCEPT !.whole = @ \cup {x.block},
            !.heard = @ \cup {x.block},
            !.placed = IF isPlaced THEN @ \cup {x.block} ELSE @,
            !.rivals = IF isRival THEN @ \cup {x.block} ELSE @]

-----------------------------------------------------------------------------
(* Inputs. *)

\* POW-14, POW-17: nodes pass on what they have; only a faulty one has what nobody has shown.
IsFromHolder(x) ==
  /\ Must("a block comes from a node", x.sender # -1)
  /\ Must("a correct node passes on only what it has (POW-14)",
          IsCorrect(x.sender) => x.block \in node[x.sender].heard)

ReceiveBlock(r, x) ==
  /\ IsFromHolder(x)
  /\ Takes(r, Has(Rested(node[r]), x))
  /\ Link(x)
  /\ UNCHANGED <<setting, good>>

ReceiveHeader(r, x) ==
  /\ IsFromHolder(x)
  /\ Takes(r, [Rested(node[r]) EXCEPT !.heard = @ \cup {x.block}])
  /\ Link(x)
  /\ UNCHANGED <<setting, good>>

\* POW-15, POW-17.
Find(r, x) ==
  LET n == Rested(node[r]) IN
  /\ Must("a block is found on the node's own tip (POW-15, POW-17)",
          x.parent = Tip(n) /\ x.height = Len(n.chain) + 1)
  /\ Must("no node has a block before it is found",
          x.block \in DOMAIN blocks => x.block \in n.heard)
  /\ Takes(r, Has(n, x))
  /\ Link(x)
  /\ good' = good \cup {x.block}
  /\ UNCHANGED setting

\* What was reverted meanwhile is executed in vain, but executed.
Execute(r, x) ==
  LET n == Rested(node[r]) IN
  /\ Must("what is executed was adopted", x.block \in n.adopted)
  /\ Takes(r, [n EXCEPT !.executed = @ \cup {x.block}, !.pending = @ \ {x.block}])
  /\ UNCHANGED <<setting, blocks, good>>

TimeOut(r, x) == Takes(r, Rested(node[r])) /\ UNCHANGED <<setting, blocks, good>>
Ignore(r, x)  == Takes(r, Rested(node[r])) /\ UNCHANGED <<setting, blocks, good>>

\* POW-26: nothing is durable. A crash may have cut the last step short.
Restart(r, x) ==
  /\ Must("a restarted node is at the genesis block (POW-26)",
          x.height = 0 /\ x.block = setting.genesis)
  /\ node' = [node EXCEPT ![r] = Fresh(setting.genesis, node[r].heard)]
  /\ UNCHANGED <<setting, blocks, good>>

-----------------------------------------------------------------------------
(* What an input brings about. *)

\* POW-11: the header of a block reports the execution of the block W below it (POW-7).
Adopt(r, x) ==
  LET n == node[r]
      reported == x.height - setting.window IN
  /\ Must("the child of the tip is adopted (POW-11)",
          x.parent = Tip(n) /\ x.height = Len(n.chain) + 1)
  /\ Must("what is adopted was found here or came whole (POW-2)", x.block \in n.whole)
  /\ Must("a block is adopted after the block W below it was executed (POW-7)",
          (reported > 0 /\ reported <= Len(n.chain)) => n.chain[reported] \in n.executed)
  /\ node' = [node EXCEPT ![r] =
       [n EXCEPT !.chain = Append(@, x.block),
                 !.placed = @ \cup {x.block},
                 !.adopted = @ \cup {x.block},
                 !.pending = IF x.block \in n.executed THEN @ ELSE @ \cup {x.block}]]
  /\ Link(x)
  /\ good' = good \cup {x.block}
  /\ UNCHANGED setting

\* Does b stand on the chain's block at this height, and not on the next one, all of it whole?
RECURSIVE LeavesAt(_, _, _)
LeavesAt(n, b, height) ==
  /\ b \in n.whole
  /\ blocks[b].height > height
  /\ IF blocks[b].height = height + 1
     THEN blocks[b].parent = At(n, height) /\ ~IsOnChain(n, height + 1, b)
     ELSE LeavesAt(n, blocks[b].parent, height)

\* POW-10, POW-11. A tip that was settled is left for more work only. Where a branch turned out
\* to be wrong halfway, another of equal work may have been first.
Abandon(r, x) ==
  LET n == node[r]
      fork == x.height
      isSettledLost == n.settled \in Range(SubSeq(n.chain, fork + 1, Len(n.chain)))
      IsReason(b) == /\ ~More(Total(Tip(n)), Total(b))
                     /\ isSettledLost => More(Total(b), Total(n.settled))
                     /\ LeavesAt(n, b, fork) IN
  /\ Must("what is undone stands on a block of the chain (POW-11)",
          fork < Len(n.chain) /\ IsOnChain(n, fork, x.block))
  /\ Must("a branch is left only for one of more work (POW-10)",
          \E b \in n.whole : IsReason(b))
  /\ node' = [node EXCEPT ![r] =
       [n EXCEPT !.chain = SubSeq(@, 1, fork),
                 !.pending = @ \ Range(SubSeq(n.chain, fork + 1, Len(n.chain)))]]
  /\ UNCHANGED <<setting, blocks, good>>

\* POW-20, POW-21: x.message is the best block that the answer shows.
Answer(r, x) ==
  LET n == node[r]
      k == setting.interval IN
  /\ Must("an answer is about a block of the best chain (POW-20)",
          x.height > 0 /\ IsOnChain(n, x.height, x.block))
  /\ Must("what is answered is executed (POW-21)", x.block \in n.executed)
  /\ Must("k blocks stand on the best chain from the answered one on (POW-20)",
          Len(n.chain) - x.height + 1 >= k)
  /\ Must("an answer shows k blocks of the best chain and W on the answered one (POW-20, POW-21)",
          \E shown \in 1..Len(n.chain) :
            /\ n.chain[shown] = x.message
            /\ shown - x.height + 1 >= k
            /\ shown - x.height >= setting.window)
  /\ UNCHANGED vars
=============================================================================
