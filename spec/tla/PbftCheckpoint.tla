--------------------------- MODULE PbftCheckpoint ---------------------------
(***************************************************************************)
(* What checkpoints add to rule D (PbftChain): CHECKPOINTs that become     *)
(* stable, what is collected then, and a replica that jumps to a state     *)
(* that others certify, in the middle of a view, and votes on the block    *)
(* there as a parent: decisions 0010 and 0070, PBFT-15 to PBFT-17. Four    *)
(* replicas, one of them Byzantine; K = 1, so that every height has a      *)
(* checkpoint. The constant Rule chooses between what is built and a       *)
(* defect, which is planted in the code as a patch of that name, too.      *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* Blocks, the Byzantine replica, primaries, messages and certificates are *)
(* those of PbftChain: a block is its branch; the Byzantine replica may    *)
(* have sent whatever it can sign; the primary of every view is the worst  *)
(* one; what was sent is there for everybody, and nobody has to look at    *)
(* it; a decision is no step.                                              *)
(*                                                                         *)
(* A view change starts at the highest decided block that a VIEW-CHANGE    *)
(* reports, as in the code, never at a checkpoint. A replica reports the   *)
(* certificates above what it knows to be decided when it leaves. At or    *)
(* under the start it votes only for what it knows; right above, it may    *)
(* vote before it knows the start, as a primary does that proposes again   *)
(* what its NEW-VIEW demands.                                              *)
(*                                                                         *)
(* Steps that only their replica could notice are taken when they matter.  *)
(* A vote is given with those that make a certificate with it, or before   *)
(* its replica leaves the view. A replica is prepared with those that make *)
(* a decision, or before it votes for a child, or when it leaves. It       *)
(* learns of a decision and executes it, which is one here (who executes   *)
(* late hears late), before a vote that needs it, a VIEW-CHANGE that       *)
(* reports it, or a CHECKPOINT that others count. Nothing that allows such *)
(* a step ever goes away, and nothing but those events depends on it; so   *)
(* each behaviour with other moments is one of these with these steps      *)
(* moved to later. (On small bounds it was compared with a model that      *)
(* takes every step by itself: the same certificates, decisions, reports,  *)
(* NEW-VIEWs and jumps, together, in all reachable states.)                *)
(*                                                                         *)
(* A state is the values that were executed; a digest is a block and a     *)
(* state, standing for the block, the state's root and consensus' own      *)
(* context. Execution is a function: after the block << a, b >> the state  *)
(* is << a, b >>, unless it began in a wrong one. The Byzantine replica    *)
(* may sign every digest.                                                  *)
(*                                                                         *)
(* A replica's stable checkpoints are no variable but all that could be    *)
(* stable to it: what it signed itself if Q CHECKPOINTs for it can exist,  *)
(* and what it loaded. It is taken to have collected for all of them; one  *)
(* that heard less keeps more. In turn it may go on voting under its low   *)
(* water mark, for what it knows to be decided, where the code votes no    *)
(* more: it may be one that heard less. The high water mark and the window *)
(* only stop it, and are left out.                                         *)
(*                                                                         *)
(* A loaded state comes with a certificate of its digest and with the      *)
(* COMMITs of its block. Its parts and their order are left out, since     *)
(* nothing in them is believed before the whole is compared. Votes and     *)
(* blocks that are collected are gone from this replica, not from the      *)
(* network: what was sent may still be under way. Whether somebody can     *)
(* still give what others need is an invariant.                            *)
(*                                                                         *)
(* EarlyPrimary is PbftChain's, but which honest replica is the primary of *)
(* a view is open until one votes as only a primary may: that is every     *)
(* rotation, and replicas can still be exchanged. Without Checkpoints the  *)
(* model is PbftChain's with Starts, in far fewer states.                  *)
(*                                                                         *)
(* Left out: timers, contents and validity of blocks but for the link,     *)
(* changes of the members (Membership), crashes: a log has all that        *)
(* matters here, but for the defect Restarts. Safety only, with what       *)
(* liveness needs of collection as an invariant.                           *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Rule,          \* "built", "M20" or "M21"; see below
  MaxView,       \* views 0 to MaxView
  Values1, Values2, Values3, \* the values at each height; a height without any is out of range
  h1, h2, h3,    \* the honest replicas
  Silent,        \* those of them that take no step
  Restarts,      \* a defect: do replicas begin again from logs without contents of earlier views?
  Checkpoints,   \* are there any?  Without, this is PbftChain's rule D with Starts
  EarlyPrimary   \* may one honest replica of each view vote for a child of what it voted for?

(***************************************************************************)
(* The rules.                                                              *)
(*   built  medchain's: stable with Q equal CHECKPOINTs; blocks are kept   *)
(*          from the stable checkpoint before the last one on.             *)
(*   M20    one CHECKPOINT is enough.                                      *)
(*   M21    blocks are collected with the replica's own CHECKPOINT, before *)
(*          that is stable.                                                *)
(***************************************************************************)
ASSUME Rule \in {"built", "M20", "M21"}

N == 4
F == (N - 1) \div 3
Q == (N + F + 2) \div 2  \* CONS-5: (N + F + 1) / 2 rounded up
HonestNeeded == Q - F    \* the Byzantine replica gives its vote to everything
CheckpointsNeeded == IF Rule = "M20" THEN 0 ELSE HonestNeeded

Honest  == {h1, h2, h3}
Active  == Honest \ Silent
Views   == 0..MaxView
Heights == 1..(IF Values2 = {} THEN 1 ELSE IF Values3 = {} THEN 2 ELSE 3)
Values(h) == CASE h = 1 -> Values1 [] h = 2 -> Values2 [] h = 3 -> Values3

Genesis   == << >>
Parent(b) == SubSeq(b, 1, Len(b) - 1)
IsPrefix(b, c) == IF Len(b) <= Len(c) THEN b = SubSeq(c, 1, Len(b)) ELSE FALSE
RECURSIVE BlocksAt(_)
BlocksAt(h) ==
  IF h = 0 THEN {Genesis} ELSE {Append(b, x) : b \in BlocksAt(h - 1), x \in Values(h)}

\* A digest: <<block, state>>.
Start == <<Genesis, Genesis>>

VARIABLES
  view,      \* of each honest replica: the view that it is in, or waits for
  waiting,   \* has it left the view below and not entered this one?
  start,     \* height at which its NEW-VIEW starts
  demand,    \* the branch that its NEW-VIEW demands, the start's included
  votes,     \* its PREPAREs, the primary's PRE-PREPAREs among them: <<view, block>>
  prepared,  \* what it is prepared for, its COMMITs therefore: <<view, block>>
  reported,  \* per view: what it knew to be decided when its VIEW-CHANGE was sent
  reached,   \* the digest at which it is: its last executed block and the state
  signed,    \* the digests of its CHECKPOINTs
  loaded,    \* the last digest that it took over from others
  ahead      \* <<view, replica>>: who has voted as an honest primary does
vars == <<view, waiting, start, demand, votes, prepared, reported, reached, signed, loaded, ahead>>

NoCert == << >>
Known(r) == reached[r][1]

-----------------------------------------------------------------------------
(* Certificates, decisions, checkpoints: facts about what was sent. *)

\* PBFT-4: could a certificate of b in v be put together by now?
Given(v, b) == Cardinality({r \in Active : <<v, b>> \in votes[r]})
Certified(v, b) == Given(v, b) >= HonestNeeded
Voted == UNION {votes[r] : r \in Active}
Certificates == {c \in Voted : Certified(c[1], c[2])}

\* PBFT-5: COMMITs of one view.
DecidedIn(v, b) == Cardinality({r \in Active : <<v, b>> \in prepared[r]}) >= HonestNeeded
DecidedBlocks ==
  {c[2] : c \in {d \in UNION {prepared[r] : r \in Active} : DecidedIn(d[1], d[2])}}

\* PBFT-16: could a certificate of this checkpoint be put together by now?
Stands(d) == Cardinality({r \in Active : d \in signed[r]}) >= CheckpointsNeeded

-----------------------------------------------------------------------------
(* Executing. *)

\* What r may yet learn to be decided.
Ahead(r) == {b \in DecidedBlocks : Len(b) > Len(Known(r)) /\ IsPrefix(Known(r), b)}

\* Where r is when it has executed everything up to b.
Executed(r, b) == <<b, reached[r][2] \o SubSeq(b, Len(Known(r)) + 1, Len(b))>>

\* PBFT-15: K = 1, so every height that is executed is signed.
Signs(r, b) ==
  IF Checkpoints THEN {Executed(r, SubSeq(b, 1, h)) : h \in Len(Known(r)) + 1 .. Len(b)} ELSE {}

ExecuteAll(S, last) ==
  /\ reached' = [r \in Honest |-> IF r \in S THEN Executed(r, last[r]) ELSE reached[r]]
  /\ signed' = [r \in Honest |-> IF r \in S THEN signed[r] \cup Signs(r, last[r]) ELSE signed[r]]

\* PBFT-15: replicas give the CHECKPOINTs of one height that somebody needs for a quorum.
SendCheckpoint(S) ==
  /\ Cardinality(S) = HonestNeeded
  /\ \E b \in DecidedBlocks :
       LET new == {r \in S : b \in Ahead(r)} IN
       /\ new # {}
       /\ \A r \in S \ new : \E d \in signed[r] : d[1] = b
       /\ ExecuteAll(new, [r \in new |-> b])
  /\ UNCHANGED <<view, waiting, start, demand, votes, prepared, reported, loaded, ahead>>

\* PBFT-17: r goes on from a state that is certified, and whose block is decided.  Whatever it
\* executed before it began to load, it has signed; what it jumps over it never signs.
Install(r) ==
  /\ \E b \in DecidedBlocks : \E s \in BlocksAt(Len(b)) :
       /\ Stands(<<b, s>>)
       /\ \E before \in {Known(r)} \cup Ahead(r) :
            /\ Len(before) < Len(b)
            /\ signed' = [signed EXCEPT ![r] = @ \cup Signs(r, before)]
       /\ reached' = [reached EXCEPT ![r] = <<b, s>>]
       /\ loaded' = [loaded EXCEPT ![r] = <<b, s>>]
  /\ UNCHANGED <<view, waiting, start, demand, votes, prepared, reported, ahead>>

-----------------------------------------------------------------------------
(* The normal case. *)

VotedAt(r, v, h) == \E vote \in votes[r] : vote[1] = v /\ Len(vote[2]) = h

\* PBFT-3, PBFT-10: what r may vote for at height h: what it knows to be decided, nothing else up
\* to the start, what is demanded, or else anything.  A vote that is against what it knows stands
\* for one that it gave before it knew.
Candidates(r, h, last) ==
  (IF h <= Len(last) THEN {SubSeq(last, 1, h)} ELSE {})
  \cup (IF h <= start[r] THEN {}
        ELSE IF h <= Len(demand[r]) THEN {SubSeq(demand[r], 1, h)}
        ELSE BlocksAt(h))

\* PBFT-3: whether the parent of b is ready for a vote of r in its view.
ParentReady(r, b, last, committed) ==
  LET p == Parent(b) IN
  \/ IsPrefix(p, last)
  \/ <<view[r], p>> \in committed
  \/ Len(p) = start[r] /\ IsPrefix(b, demand[r])

\* PBFT-8: one replica is the primary of a view.  Which one is open until it is ahead.
MayBeAhead(r) == EarlyPrimary /\ \A each \in ahead : each[1] = view[r] => each[2] = r

MayVote(r, b, last, committed) ==
  b \in Candidates(r, Len(b), last) /\ ParentReady(r, b, last, committed)

\* How r can come to be prepared for b in its view, of which there is a certificate (PBFT-3,
\* PBFT-4): what it learns of, what it is prepared for then and has voted for, and what it votes
\* for besides, which only one that is ahead does.
Way(last, commits) == [last |-> last, commits |-> commits, besides |-> {}, isAhead |-> FALSE]

RECURSIVE ToPrepare(_, _)
ToPrepare(r, b) ==
  LET p == Parent(b)  own == <<view[r], b>>  voted == own \in votes[r]
      MayKnowing(last) == voted \/ b \in Candidates(r, Len(b), last)
  IN
  IF own \in prepared[r] THEN {Way(Known(r), {})}
  ELSE IF ~Certified(view[r], b) \/ (~voted /\ VotedAt(r, view[r], Len(b))) THEN {}
  ELSE IF MayKnowing(Known(r)) /\ (IsPrefix(p, Known(r)) \/ <<view[r], p>> \in prepared[r])
  THEN {Way(Known(r), {own})}
  ELSE LET byPrepare == IF MayKnowing(Known(r))
                        THEN {[way EXCEPT !.commits = @ \cup {own}] : way \in ToPrepare(r, p)}
                        ELSE {}
           byParent == IF p \in Ahead(r) /\ MayKnowing(p) THEN {Way(p, {own})} ELSE {}
           byBlock == IF byParent = {} /\ b \in Ahead(r) THEN {Way(b, {own})} ELSE {}
       IN byPrepare \cup byParent \cup byBlock

\* The same for a vote for b, before there is a certificate.
RECURSIVE ToVote(_, _)
ToVote(r, b) ==
  LET p == Parent(b)  v == view[r] IN
  IF MayVote(r, b, Known(r), prepared[r]) THEN {Way(Known(r), {})}
  ELSE LET isFree == b \in Candidates(r, Len(b), Known(r))
           byPrepare == IF isFree THEN ToPrepare(r, p) ELSE {}
           byParent == IF p \in Ahead(r) /\ MayVote(r, b, p, prepared[r])
                       THEN {Way(p, {})} ELSE {}
           byBlock == IF byParent = {} /\ b \in Ahead(r) THEN {Way(b, {})} ELSE {}
           ofParent == IF <<v, p>> \in votes[r] THEN {Way(Known(r), {})}
                       ELSE IF VotedAt(r, v, Len(p)) THEN {}
                       ELSE {[way EXCEPT !.besides = @ \cup {<<v, p>>}] : way \in ToVote(r, p)}
           early == IF ~isFree \/ ~MayBeAhead(r) THEN {}
                    ELSE {[way EXCEPT !.isAhead = TRUE] : way \in
                            {w \in ofParent : b \in Candidates(r, Len(b), w.last)}}
       IN byPrepare \cup byParent \cup byBlock \cup early

\* Those in S take one of their ways each, and give these votes.
Take(S, Ways(_), voting) ==
  /\ \A r \in S : Ways(r) # {}
  /\ \E way \in [S -> UNION {Ways(r) : r \in S}] :
       /\ \A r \in S : way[r] \in Ways(r)
       /\ votes' = [r \in Honest |->
                      IF r \in S THEN votes[r] \cup voting \cup way[r].commits \cup way[r].besides
                      ELSE votes[r]]
       /\ prepared' = [r \in Honest |->
                         IF r \in S THEN prepared[r] \cup way[r].commits ELSE prepared[r]]
       /\ LET early == {r \in S : way[r].isAhead} IN
            /\ Cardinality(early) <= 1
            /\ ahead' = ahead \cup {<<view[r], r>> : r \in early}
       /\ ExecuteAll(S, [r \in S |-> way[r].last])

\* PBFT-3: votes that make a certificate.
Vote(S) ==
  /\ \E v \in Views : \E h \in Heights :
       /\ \A r \in S : view[r] = v /\ ~waiting[r] /\ ~VotedAt(r, v, h)
       /\ \E b \in BlocksAt(h) :
            /\ Cardinality(S) + Given(v, b) = HonestNeeded
            /\ LET Ways(r) == ToVote(r, b) IN Take(S, Ways, {<<v, b>>})
  /\ UNCHANGED <<view, waiting, start, demand, reported, loaded>>

\* PBFT-4, PBFT-5: COMMITs that make a decision.
Prepare(S) ==
  /\ \E c \in Certificates :
       /\ Cardinality(S) + Cardinality({r \in Active : c \in prepared[r]}) = HonestNeeded
       /\ \A r \in S : view[r] = c[1] /\ ~waiting[r] /\ c \notin prepared[r]
       /\ LET Ways(r) == ToPrepare(r, c[2]) IN Take(S, Ways, {})
  /\ UNCHANGED <<view, waiting, start, demand, reported, loaded>>

-----------------------------------------------------------------------------
(* The view change. *)

\* What r may be prepared for when it leaves, if it knows last then.
Committing(r, last) ==
  LET v == view[r]
      may == {c \in Certificates \ prepared[r] :
                /\ c[1] = v
                /\ \/ c \in votes[r]
                   \/ ~VotedAt(r, v, Len(c[2])) /\ c[2] \in Candidates(r, Len(c[2]), last)}
  IN {P \in SUBSET may :
        \A c \in P : IsPrefix(Parent(c[2]), last) \/ <<v, Parent(c[2])>> \in prepared[r] \cup P}

\* Votes that make no certificate before r leaves, but may still, when it is prepared for these.
Parting(r, last, committed) ==
  LET v == view[r]
      free == {h \in Heights : ~VotedAt(r, v, h) /\ \A c \in committed : c[1] # v \/ Len(c[2]) # h}
      May(h) == {b \in Candidates(r, h, last) :
                   /\ MayBeAhead(r) \/ ParentReady(r, b, last, committed)
                   /\ Given(v, b) + 1 < HonestNeeded}
      choices == {f \in [free -> {Genesis} \cup UNION {May(h) : h \in free}] :
                    \A h \in free : f[h] \in {Genesis} \cup May(h)}
      Chosen(f) == {<<v, f[h]>> : h \in {k \in free : f[k] # Genesis}}
  IN {L \in {Chosen(f) : f \in choices} :
        \A c \in L : \/ ParentReady(r, c[2], last, committed)
                     \/ <<v, Parent(c[2])>> \in votes[r] \cup committed \cup L}

\* One of these is a vote that only a primary gives.
IsEarly(r, L, last, committed) == \E c \in L : ~ParentReady(r, c[2], last, committed)

\* PBFT-9: no vote in a lower view from here on.
LeaveWith(r, last, P, L) ==
  /\ view[r] < MaxView
  /\ view' = [view EXCEPT ![r] = @ + 1]
  /\ waiting' = [waiting EXCEPT ![r] = TRUE]
  /\ start' = [start EXCEPT ![r] = 0]
  /\ demand' = [demand EXCEPT ![r] = Genesis]
  /\ reported' = [reported EXCEPT ![r][view[r] + 1] = last]
  /\ ExecuteAll({r}, [s \in {r} |-> last])
  /\ prepared' = [prepared EXCEPT ![r] = @ \cup P]
  /\ votes' = [votes EXCEPT ![r] = @ \cup P \cup L]
  /\ ahead' = ahead \cup (IF IsEarly(r, L, last, prepared[r] \cup P)
                          THEN {<<view[r], r>>} ELSE {})
  /\ UNCHANGED loaded

Leave(r) ==
  \E last \in {Known(r)} \cup Ahead(r) :
    IF waiting[r] THEN LeaveWith(r, last, {}, {})
    ELSE \E P \in Committing(r, last) : \E L \in Parting(r, last, prepared[r] \cup P) :
           LeaveWith(r, last, P, L)

\* PBFT-9: what the VIEW-CHANGE of r for v carries; certificates at and under what is decided
\* are forgotten.
Reports(r, v) == {c \in prepared[r] : c[1] < v /\ Len(c[2]) > Len(reported[r][v])}

\* Where a NEW-VIEW of v with the honest senders S can start: at the highest decided block that
\* one of them reports, or at one that the Byzantine replica shows.
StartsShown(S, v) ==
  LET highest == {b \in {reported[r][v] : r \in S} :
                    \A r \in S : Len(reported[r][v]) <= Len(b)}
  IN highest \cup (IF Cardinality(S) >= Q THEN {}
                   ELSE {b \in DecidedBlocks : \A c \in highest : Len(c) < Len(b)})

\* What it can show at height h: the highest view that one of them reports, or what the Byzantine
\* replica, if it completes the quorum, has above that.
Shown(S, v, h) ==
  LET shown == {c \in UNION {Reports(r, v) : r \in S} : Len(c[2]) = h}
      highest == {c \in shown : \A d \in shown : d[1] <= c[1]}
      byzantine == IF Cardinality(S) >= Q THEN {}
                   ELSE {c \in Certificates : /\ c[1] < v /\ Len(c[2]) = h
                                              /\ \A d \in highest : d[1] < c[1]}
  IN byzantine \cup (IF highest = {} THEN {NoCert} ELSE highest)

\* PBFT-10: where the walk upwards from tip can end, at the first gap or broken link.
RECURSIVE Walks(_, _, _)
Walks(tip, S, v) ==
  LET h == Len(tip) + 1 IN
  IF h \notin Heights THEN {tip}
  ELSE UNION {IF c = NoCert THEN {tip}
              ELSE IF Parent(c[2]) # tip THEN {tip}
              ELSE Walks(c[2], S, v) : c \in Shown(S, v, h)}

\* PBFT-10: the primary may show every replica another quorum of VIEW-CHANGEs.
EnterBy(r, quorums) ==
  /\ waiting[r]
  /\ waiting' = [waiting EXCEPT ![r] = FALSE]
  /\ \E S \in quorums : \E from \in StartsShown(S, view[r]) : \E tip \in Walks(from, S, view[r]) :
       /\ start' = [start EXCEPT ![r] = Len(from)]
       /\ demand' = [demand EXCEPT ![r] = tip]
  /\ UNCHANGED <<view, votes, prepared, reported, reached, signed, loaded, ahead>>

Enter(r) ==
  EnterBy(r, {S \in SUBSET {s \in Active : view[s] >= view[r]} : Cardinality(S) >= HonestNeeded})

-----------------------------------------------------------------------------
Init ==
  /\ view     = [r \in Honest |-> 0]
  /\ waiting  = [r \in Honest |-> FALSE]
  /\ start    = [r \in Honest |-> 0]
  /\ demand   = [r \in Honest |-> Genesis]
  /\ votes    = [r \in Honest |-> {}]
  /\ prepared = [r \in Honest |-> {}]
  /\ reported = [r \in Honest |-> [v \in 1..MaxView |-> Genesis]]
  /\ reached  = [r \in Honest |-> Start]
  /\ signed   = [r \in Honest |-> {}]
  /\ loaded   = [r \in Honest |-> Start]
  /\ ahead    = {}

Next ==
  \/ \E r \in Active : (Checkpoints /\ Install(r)) \/ Leave(r) \/ Enter(r)
  \/ \E S \in SUBSET Active :
       S # {} /\ Cardinality(S) <= HonestNeeded /\ (Vote(S) \/ Prepare(S) \/ (Checkpoints /\ SendCheckpoint(S)))

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What a replica keeps. *)

\* PBFT-16: what has become stable to r, all of it.
Stable(r) == {loaded[r]} \cup {d \in signed[r] : Stands(d)}
HighestOf(digests) == CHOOSE d \in digests : \A e \in digests : Len(e[1]) <= Len(d[1])

\* The low water mark.
Low(r) == Len(HighestOf(Stable(r))[1])

\* Height of the first block that r still has: that of the stable checkpoint before the last, or
\* that of the state which it loaded.
Base(r) ==
  LET last == HighestOf(Stable(r)) IN
  IF Rule = "M21" THEN Len(Known(r))
  ELSE IF last = loaded[r] THEN Len(last[1])
  ELSE Len(HighestOf(Stable(r) \ {last})[1])

\* Whether r has the content of b: as a decided block, or as one that it voted for above what is
\* decided.  The log that is written anew at a stable checkpoint holds the contents of all of these.
\* The code once kept of earlier views the certificates alone, which have the header and not the
\* content: Restarts is that defect, and this model found it (decision 0071).
Holds(r, b) ==
  \/ Len(b) >= Base(r) /\ IsPrefix(b, Known(r))
  \/ /\ Len(b) > Len(Known(r))
     /\ \E vote \in votes[r] :
          /\ vote[2] = b
          /\ (Restarts /\ Low(r) > 0) => vote[1] = view[r]

\* PBFT-12, PBFT-17: whether s can bring r on, with the next block or with a checkpoint.
Helps(s, r) ==
  LET h == Len(Known(r)) + 1 IN
  Len(Known(s)) >= h /\ (Holds(s, SubSeq(Known(s), 1, h)) \/ Low(s) >= h)

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

\* The parent of what is certified is certified in the same view, or decided.
ParentCertified ==
  \A c \in Certificates :
    LET p == Parent(c[2]) IN p = Genesis \/ Certified(c[1], p) \/ p \in DecidedBlocks

\* PBFT-16: a stable checkpoint is of a decided block and of the state after it; there is one at
\* a height.
StableConsistent ==
  \A r \in Active : \A d \in Stable(r) \ {Start} :
    /\ d[1] \in DecidedBlocks
    /\ d[2] = d[1]
    /\ \A s \in Active : \A e \in Stable(s) : Len(d[1]) = Len(e[1]) => d = e

\* PBFT-12, PBFT-17: who is behind can be brought on by an honest replica; and what a NEW-VIEW
\* demands to be proposed again is held by one, or else one is further.
NothingNeededCollected ==
  \A r \in Active :
    /\ (\E s \in Active : Len(Known(s)) > Len(Known(r))) => \E s \in Active : Helps(s, r)
    /\ ~waiting[r] => \A h \in start[r] + 1 .. Len(demand[r]) :
         Len(Known(r)) < h =>
           \E s \in Active : Holds(s, SubSeq(demand[r], 1, h)) \/ Len(Known(s)) >= h

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NothingBecomesStable == \A r \in Active : \A d \in signed[r] : ~Stands(d)

\* A state that was loaded in a view, and the block there as the parent of a vote in that view.
NoVoteOnLoadedParent ==
  \A r \in Active : loaded[r] # Start =>
    \A vote \in votes[r] :
      Parent(vote[2]) = loaded[r][1] => <<vote[1], loaded[r][1]>> \in votes[r]

\* A block decided in view 1 whose parent is where the view starts, and a stable checkpoint.
NoDecisionOnStableStart ==
  \A b \in DecidedBlocks : \A r \in Active :
    (DecidedIn(1, b) /\ Len(b) > 1 /\ start[r] = Len(b) - 1 /\ ~Certified(1, Parent(b)))
      => \A d \in Stable(r) : d[1] # Parent(b)

\* A vote in a view that starts above blocks which the voter has collected.
NoViewAboveCollected ==
  \A r \in Active : \A vote \in votes[r] :
    (vote[1] = view[r] /\ Len(vote[2]) > start[r]) => Base(r) = 0 \/ start[r] <= Base(r)

\* A vote in a view for a child of a block that was decided in higher views only, and of which
\* there is no certificate in this one: a replica lags in the view, and has heard of the decision.
IsOnNewer(c) ==
  LET p == Parent(c[2]) IN
  /\ p # Genesis
  /\ ~Certified(c[1], p)
  /\ \A v \in Views : v <= c[1] => ~DecidedIn(v, p)
NoVoteOnNewerDecision == \A r \in Active : \A c \in votes[r] : ~IsOnNewer(c)

\* A certificate of such a block, which only a primary that was ahead makes possible.
NoCertificateOnNewerDecision == \A c \in Certificates : ~IsOnNewer(c)

\* A view that a replica enters, and votes in, above a start that was decided in higher views only.
NoViewOnNewerDecision ==
  \A r \in Active : \A c \in votes[r] :
    (c[1] = view[r] /\ Len(c[2]) = start[r] + 1) => ~IsOnNewer(c)

-----------------------------------------------------------------------------
(***************************************************************************)
(* Which states are the same: those that differ only in what nothing looks *)
(* at any more (configurations where invariants hold name it as VIEW;      *)
(* where one is violated, states are compared in full).                    *)
(*   Of a view that all have left: votes, but for the certificates, who    *)
(*   holds their blocks, who reports them, and what was decided; and once  *)
(*   all have entered the last view, but for decisions and the blocks that *)
(*   are demanded.                                                         *)
(*   A vote in a view that its sender has left, and that those still there *)
(*   cannot make a certificate of.                                         *)
(*   What a NEW-VIEW says of heights that the replica knows to be decided. *)
(*   Checkpoints at heights that all have executed, if all are right.      *)
(***************************************************************************)

Dead(c) ==
  Cardinality({s \in Active :
     \/ c \in votes[s]
     \/ view[s] <= c[1] /\ \A d \in votes[s] : d[1] # c[1] \/ Len(d[2]) # Len(c[2])})
  < HonestNeeded

Identity ==
  LET mayEnter == \E r \in Active : waiting[r] \/ view[r] < MaxView
      closed == {v \in Views : \A r \in Active : view[r] > v}
      Above(r, cs) == {c \in cs : Len(c[2]) > Len(Known(r))}
      low == CHOOSE h \in {Len(Known(r)) : r \in Active} : \A r \in Active : h <= Len(Known(r))
  IN <<view, waiting, reached, {each \in ahead : each[1] \notin closed},
       [r \in Active |-> {d \in signed[r] : Len(d[1]) > low}],
       [r \in Active |-> IF Len(loaded[r][1]) > low THEN loaded[r] ELSE Start],
       \A r \in Active : \A d \in signed[r] \cup {loaded[r]} : d[1] = d[2],
       [r \in Active |-> IF Len(demand[r]) <= Len(Known(r)) THEN Genesis
                         ELSE <<demand[r], IF start[r] <= Len(Known(r)) THEN 0 ELSE start[r]>>],
       [r \in Active |->
          {c \in votes[r] : c[1] \notin closed /\ ~(view[r] > c[1] /\ Dead(c))}],
       [r \in Active |-> {c \in prepared[r] : c[1] \notin closed}],
       {c \in UNION {prepared[r] : r \in Active} : c[1] \in closed /\ DecidedIn(c[1], c[2])},
       IF mayEnter
       THEN <<reported,
              {c \in Certificates : c[1] \in closed},
              [r \in Active |->
                 <<{c \in prepared[r] :
                      c[1] \in closed /\ Len(c[2]) > Len(reported[r][c[1] + 1])},
                   {c \in Above(r, votes[r]) : c[1] \in closed /\ Certified(c[1], c[2])}>>]>>
       ELSE [r \in Active |->
               {b \in {c[2] : c \in Above(r, votes[r])} :
                  \E s \in Active : Len(b) > start[s] /\ IsPrefix(b, demand[s])}]>>

(***************************************************************************)
(* The same for larger configurations, as VIEW without a symmetry of       *)
(* replicas: how many replicas are in which situation, and of those who    *)
(* have left a view only how many gave a vote there, as far as somebody    *)
(* still there can be moved by it. Reports count while somebody may enter  *)
(* the view that they are for, certificates as far as such a view can      *)
(* start under them. (At two bounds the values of this VIEW in all states, *)
(* found without it, were compared with those found with it: the same.)    *)
(***************************************************************************)

Anyone ==
  LET closed == {v \in Views : \A r \in Active : view[r] > v}
      Least(S) == CHOOSE h \in S : \A i \in S : h <= i
      \* Views that somebody may still enter.
      opening == {v \in 1..MaxView :
                    \E r \in Active : view[r] < v \/ (view[r] = v /\ waiting[r])}
      Now(r, cs) == {c \in cs : c[1] = view[r]}
      \* What r reports for v, or would if it left now.
      From(r, v) == IF v <= view[r] THEN reported[r][v] ELSE Known(r)
      Tops(r, v) == LET all == {c \in prepared[r] : c[1] < v /\ Len(c[2]) > Len(From(r, v))}
                    IN {c \in all : \A d \in all : Len(d[2]) = Len(c[2]) => d[1] <= c[1]}
      low == Least({Len(Known(r)) : r \in Active})
      Held(r) == {c[2] : c \in {d \in votes[r] :
                                  /\ Len(d[2]) > Len(Known(r))
                                  /\ Certified(d[1], d[2]) \/ (d[1] \notin closed /\ ~Dead(d))}}
      Info(r) ==
        <<view[r], waiting[r], reached[r], <<view[r], r>> \in ahead,
          IF \A h \in Len(Known(r)) + 1 .. Len(demand[r]) : ~Checkpoints /\ VotedAt(r, view[r], h)
          THEN Genesis
          ELSE <<demand[r], IF start[r] <= Len(Known(r)) THEN 0 ELSE start[r]>>,
          Now(r, votes[r]), Now(r, prepared[r]),
          {<<v, From(r, v), Tops(r, v)>> : v \in {w \in opening : w <= view[r]}},
          IF \E v \in opening : v > view[r] THEN Tops(r, view[r] + 1) \ Now(r, prepared[r]) ELSE {},
          IF ~Checkpoints THEN {}
          ELSE <<{d \in signed[r] : Len(d[1]) > low},
                 IF Len(loaded[r][1]) > low THEN loaded[r] ELSE Start, Held(r)>> >>
      infos == [r \in Active |-> Info(r)]
      \* What those have sent who have left the view since.
      Of(cs) == UNION {{c \in cs[r] : c[1] < view[r] /\ c[1] \notin closed} : r \in Active}
      Count(cs, c) == LET n == Cardinality({r \in Active : c[1] < view[r] /\ c \in cs[r]})
                      IN IF n > HonestNeeded THEN HonestNeeded ELSE n
  IN <<{<<infos[r], Cardinality({s \in Active : infos[s] = infos[r]})>> : r \in Active},
       {each[1] : each \in {e \in ahead : e[1] \notin closed /\ view[e[2]] > e[1]}},
       {<<c, Count(votes, c)>> : c \in {d \in Of(votes) : ~Dead(d)}},
       {<<c, Count(prepared, c)>> : c \in Of(prepared)},
       DecidedBlocks,
       {c \in Certificates :
          c[1] \in closed /\ \E v \in opening : \E r \in Active : Len(c[2]) > Len(From(r, v))},
       \A r \in Active : \A d \in signed[r] \cup {loaded[r]} : d[1] = d[2]>>

\* Replicas can be exchanged unless they lead a view, values of a height always.
SameValues == Permutations(Values1) \cup Permutations(Values2) \cup Permutations(Values3)
SameReplicas == Permutations(Active) \cup SameValues
=============================================================================
