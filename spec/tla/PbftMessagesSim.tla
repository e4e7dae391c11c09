--------------------------- MODULE PbftMessagesSim --------------------------
(***************************************************************************)
(* PbftMessages running by itself, for TLC's random simulation: four       *)
(* nodes of which one is Byzantine, a few heights, views and blocks.       *)
(* What PbftChain leaves out is here: messages that are lost, repeated and *)
(* overtake each other (whoever receives, receives whatever was promised   *)
(* at any time, or nothing), votes counted one by one, restarts with less  *)
(* than everything, checkpoints and fetched states.  Nobody can list these *)
(* states; random runs look at many of them.  Members do not change.       *)
(*                                                                         *)
(* Every action of PbftMessages is offered whatever it might be done with: *)
(* all blocks, all sets of Q voters, all that the Byzantine node can say   *)
(* with certificates that exist.  What is not allowed the action refuses.  *)
(* A correct node is offered what a faulty one would do as well: a second  *)
(* vote, a VIEW-CHANGE that keeps back what was prepared, a NEW-VIEW with  *)
(* too little, a decision on votes that nobody gave.                       *)
(*                                                                         *)
(* So a defect is a rule that correct nodes do not follow: each names what *)
(* it must keep to (Rules), and in a configuration with                    *)
(* `Must <- MustUnlessDropped` the rules in Dropped are not kept.          *)
(***************************************************************************)
EXTENDS PbftMessages

CONSTANTS
  MaxHeight, MaxView, \* heights 1 to MaxHeight, views 0 to MaxView
  Window, Interval,   \* W and K
  Dropped             \* rules that correct nodes do not keep

VARIABLES
  shown,   \* VIEW-CHANGEs of the Byzantine node
  openings \* and NEW-VIEWs

Byzantine == 1 \* the primary of view 1
Values    == {1, 2}
Heights   == 1..MaxHeight
Views     == 0..MaxView
Pairs     == {<<0, 1>>, <<0, 2>>, <<0, 3>>, <<1, 2>>, <<1, 3>>, <<2, 3>>}
Quorums   == IF Quorum(4) = 2 THEN Pairs
             ELSE {<<0, 1, 2>>, <<0, 1, 3>>, <<0, 2, 3>>, <<1, 2, 3>>}

MustUnlessDropped(rule, isKept) == rule \in Dropped \/ isKept = TRUE
\* For `Quorum <- OneLess`: the defect M01 of PbftChain.
OneLess(n) == (n + (n - 1) \div 3 + 2) \div 2 - 1

\* A block is its branch, as a word; the parent is the branch without its last value.
RECURSIVE Branches(_)
Branches(height) ==
  IF height = 0 THEN {<< >>}
  ELSE {Append(b, v) : b \in Branches(height - 1), v \in Values}
Name(branch)   == ToString(branch)
Parent(branch) == SubSeq(branch, 1, Len(branch) - 1)
Blocks == [h \in Heights |-> {[block |-> Name(b), parent |-> Name(Parent(b))] : b \in Branches(h)}]
ParentOf == [b \in UNION {{each.block : each \in Blocks[h]} : h \in Heights} |->
               (CHOOSE each \in UNION {Blocks[h] : h \in Heights} : each.block = b).parent]

Id(what) == ToString(what)

Blank == [input |-> "", sender |-> Byzantine, message |-> "", view |-> 0, height |-> 0,
          block |-> "", parent |-> "", certificates |-> << >>, proofs |-> << >>]

About(view, height, b) ==
  [Blank EXCEPT !.view = view, !.height = height, !.block = b.block, !.parent = b.parent]

Certificate(kind, view, height, b, voters) ==
  [kind |-> kind, view |-> view, height |-> height, block |-> b.block,
   parent |-> IF kind = "decided" THEN "" ELSE b.parent, voters |-> voters]

GenesisCertificate ==
  [kind |-> "decided", view |-> 0, height |-> 0, block |-> Name(<< >>), parent |-> "",
   voters |-> << >>]

CheckpointOf(b) == [block |-> Id(<<"state", b.block>>), parent |-> b.block]

\* All certificates of one kind that somebody could put together by now.
Sound(kind) ==
  IF kind = "stable"
  THEN {c \in {Certificate(kind, -1, h, CheckpointOf(b), q) :
                 h \in {i \in Heights : i % Interval = 0},
                 b \in UNION {Blocks[h] : h \in Heights}, q \in Quorums} :
          IsSound(c)}
  ELSE UNION {{c \in {Certificate(kind, v, h, b, q) : b \in Blocks[h], q \in Quorums} :
                 IsSound(c)} : v \in Views, h \in Heights}

BlockOf(block) == [block |-> block, parent |-> ParentOf[block]]

-----------------------------------------------------------------------------
(* Receiving. *)

\* Each vote that sender s may be heard with: what a correct node promised, or anything.
VotesOf(s, kind) ==
  IF IsCorrect(s)
  THEN UNION {{[view |-> m[2], height |-> h, block |-> m[3], input |-> m[4]] :
                 m \in {each \in At(node[s].said, h) : each[1] = kind}} : h \in Heights}
  ELSE UNION {{[view |-> v, height |-> h, input |-> "any",
                block |-> IF kind = "checkpoint" THEN CheckpointOf(b).block ELSE b.block] :
                 v \in IF kind = "checkpoint" THEN {-1} ELSE Views, b \in Blocks[h]} :
                h \in Heights}

Hear(senders, kind, Receive(_, _)) ==
  \E r \in DOMAIN node : \E s \in senders : \E m \in VotesOf(s, kind) :
    /\ s # r
    /\ <<kind, m.view, m.height, m.block, s>> \notin node[r].got
    /\ Receive(r, [Blank EXCEPT !.sender = s, !.view = m.view, !.height = m.height,
                     !.block = m.block, !.input = m.input,
                     !.parent = IF kind = "checkpoint" THEN "" ELSE ParentOf[m.block]])

HearPrePrepare(S) == Hear(S, "vote", LAMBDA r, x : IsOfPrimary(x) /\ ReceivePrePrepare(r, x))
HearPrepare(S)    == Hear(S, "vote", LAMBDA r, x : ~IsOfPrimary(x) /\ ReceivePrepare(r, x))
HearCommit(S)     == Hear(S, "commit", ReceiveCommit)
HearCheckpoint(S) == Hear(S, "checkpoint", ReceiveCheckpoint)

\* What the Byzantine node can say in a VIEW-CHANGE: any decision, and at the first two heights any
\* certificate of a lower view, or none.
Reports(view) ==
  LET OneOf(height) == {<< >>} \cup {<<c>> : c \in {e \in Sound("prepared") :
                                                   e.view < view /\ e.height = height}} IN
  {<<d>> \o one \o two :
     d \in {GenesisCertificate} \cup Sound("decided"), one \in OneOf(1), two \in OneOf(2)}

HearViewChange ==
  \E r \in DOMAIN node : \E s \in DOMAIN node \ {r} : \E each \in node[s].left :
    /\ <<s, each.view, each.id>> \notin node[r].changes
    /\ ReceiveViewChange(r, [Blank EXCEPT !.sender = s, !.view = each.view, !.input = each.id,
                               !.certificates = each.certificates])
    /\ UNCHANGED <<shown, openings>>

HearFalseViewChange ==
  \E r \in DOMAIN node : \E view \in 1..MaxView : \E report \in Reports(view) :
    LET id == Id(<<view, report>>) IN
    /\ IsReport(report, view)
    /\ <<Byzantine, view, id>> \notin node[r].changes
    /\ shown' = shown \cup {[id |-> id, view |-> view, certificates |-> report]}
    /\ ReceiveViewChange(r, [Blank EXCEPT !.view = view, !.input = id, !.certificates = report])
    /\ UNCHANGED openings

\* The VIEW-CHANGEs for a view that there are.
ChangesOf(s, view) ==
  {[sender |-> s, message |-> each.id, certificates |-> each.certificates] :
     each \in {c \in IF IsCorrect(s) THEN node[s].left ELSE shown : c.view = view}}
Proofs(view) ==
  IF Quorum(4) = 2 THEN {}
  ELSE UNION {{<<a, b, c>> : a \in ChangesOf(q[1], view), b \in ChangesOf(q[2], view),
                             c \in ChangesOf(q[3], view)} : q \in Quorums}

\* VIEW-CHANGEs of a quorum, and of one less.
Shown(view) ==
  Proofs(view) \cup
    UNION {{<<a, b>> : a \in ChangesOf(q[1], view), b \in ChangesOf(q[2], view)} : q \in Pairs}

HearNewView ==
  \E r \in DOMAIN node : \E s \in DOMAIN node \ {r} : \E each \in node[s].opened :
    /\ <<s, each.view, each.id>> \notin node[r].views
    /\ ReceiveNewView(r, [Blank EXCEPT !.sender = s, !.view = each.view, !.input = each.id,
                            !.proofs = each.proofs])
    /\ UNCHANGED <<shown, openings>>

HearFalseNewView ==
  \E r \in DOMAIN node : \E view \in {v \in Views : v > 0 /\ PrimaryOf(v) = Byzantine} :
    \E proofs \in Shown(view) :
      LET id == Id(proofs) IN
      /\ <<Byzantine, view, id>> \notin node[r].views
      /\ openings' = openings \cup {[id |-> id, view |-> view, proofs |-> proofs]}
      /\ ReceiveNewView(r, [Blank EXCEPT !.view = view, !.input = id, !.proofs = proofs])
      /\ UNCHANGED shown

HearDecidedBlock ==
  \E r \in DOMAIN node : \E c \in Sound("decided") :
    /\ c.height > Len(node[r].decided)
    /\ \E stable \in {<< >>} \cup {<<d>> : d \in {e \in Sound("stable") : e.parent = c.block}} :
         /\ ~Range(stable \o <<c>>) \subseteq node[r].whole
         /\ ReceiveDecidedBlock(r, [About(0, c.height, BlockOf(c.block)) EXCEPT
                                      !.certificates = stable \o <<c>>])

-----------------------------------------------------------------------------
(* Sending. *)

Propose ==
  \E r \in DOMAIN node : \E h \in Heights : \E b \in Blocks[h] :
    LET x == About(node[r].view, h, b) IN
    /\ <<h, b.block>> \notin node[r].votes
    /\ SendPrePrepare(r, [x EXCEPT !.message = Id(<<"pre-prepare", r, x.view, b.block>>)])

Accept ==
  \E r \in DOMAIN node : \E g \in {each \in node[r].got : each[1] = "vote"} :
    LET x == About(g[2], g[3], BlockOf(g[4]))
        parent == [GenesisCertificate EXCEPT !.height = g[3] - 1, !.block = x.parent] IN
    /\ g[2] = node[r].view
    /\ g[5] = PrimaryOf(g[2])
    /\ <<g[3], g[4]>> \notin node[r].votes
    /\ SendPrepare(r, [x EXCEPT !.message = Id(<<"prepare", r, x.view, x.block>>),
                                !.certificates = <<parent>>])

BePrepared ==
  \E r \in DOMAIN node : \E vote \in node[r].votes : \E q \in Quorums :
    LET b == BlockOf(vote[2])
        x == About(node[r].view, vote[1], b)
        c == Certificate("prepared", x.view, x.height, b, q) IN
    /\ ~Promised(r, "commit", x.view, x.height, x.block)
    /\ SendCommit(r, [x EXCEPT !.message = Id(<<"commit", r, x.view, x.block>>),
                               !.certificates = <<c>>])

\* Certificates of decisions at the next height, whether there are such votes or not.
OfNext(r) ==
  LET h == Len(node[r].decided) + 1 IN
  IF h \notin Heights THEN {}
  ELSE {Certificate("decided", v, h, b, q) : v \in Views, b \in Blocks[h], q \in Quorums}

Learn ==
  \E r \in DOMAIN node : \E c \in OfNext(r) :
    Decide(r, [About(c.view, c.height, BlockOf(c.block)) EXCEPT !.certificates = <<c>>])

Run ==
  \E r \in DOMAIN node :
    LET n == node[r] IN
    /\ n.executed < Len(n.decided)
    /\ Execute(r, About(0, n.executed + 1, BlockOf(n.decided[n.executed + 1])))

Certify ==
  \E r \in DOMAIN node :
    LET n == node[r]
        c == CheckpointOf([block |-> DecidedAt(n, n.executed)]) IN
    /\ n.executed > 0
    /\ OwnCheckpoints(n, n.executed) = {}
    /\ SendCheckpoint(r, [About(0, n.executed, c) EXCEPT !.message = Id(<<"checkpoint", r, c>>)])

Forget ==
  \E r \in DOMAIN node : \E c \in Sound("stable") :
    Stabilise(r, [About(0, c.height, c) EXCEPT !.certificates = <<c>>])

Fetch ==
  \E r \in DOMAIN node : \E c \in {d \in node[r].whole : d.kind = "stable"} :
    \E d \in {e \in node[r].whole : e.kind = "decided" /\ e.block = c.parent} :
      Install(r, [About(0, c.height, c) EXCEPT !.certificates = <<c, d>>])

\* Prepared certificates in the order of heights.
InOrder(certificates) ==
  LET RECURSIVE From(_)
      From(h) == IF h > MaxHeight THEN << >>
                 ELSE LET at == {c \in certificates : c.height = h}
                      IN (IF at = {} THEN << >> ELSE <<CHOOSE c \in at : TRUE>>) \o From(h + 1)
  IN From(1)

Tip(n) == IF n.decided = << >> THEN GenesisCertificate
          ELSE CHOOSE c \in Sound("decided") :
                 c.height = Len(n.decided) /\ c.block = n.decided[Len(n.decided)]

Leave ==
  \E r \in DOMAIN node : \E view \in 1..MaxView :
    \E certificates \in {<<Tip(node[r])>> \o InOrder(node[r].prepared), <<Tip(node[r])>>} :
    /\ view > node[r].view
    /\ SendViewChange(r, [Blank EXCEPT !.view = view, !.certificates = certificates,
                            !.message = Id(<<r, view, certificates>>)])

\* What rule D makes of these VIEW-CHANGEs; and what it is with the lowest view's certificates.
Walked(proofs, IsBetter(_, _)) ==
  LET all == UNION {Range(p.certificates) : p \in Range(proofs)}
      decided == {c \in all : c.kind = "decided"}
      start == CHOOSE c \in decided : \A d \in decided : d.height <= c.height
      Best(h) == LET at == {c \in all : c.kind = "prepared" /\ c.height = h}
                 IN {c \in at : \A d \in at : IsBetter(c, d)}
      RECURSIVE Walk(_)
      Walk(chain) ==
        LET last == chain[Len(chain)]
            next == {c \in Best(last.height + 1) : c.parent = last.block}
        IN IF next = {} THEN chain ELSE Walk(Append(chain, CHOOSE c \in next : TRUE))
  IN Walk(<<start>>)
Demands(proofs) == {Walked(proofs, LAMBDA c, d : d.view <= c.view),
                    Walked(proofs, LAMBDA c, d : c.view <= d.view)}

Open ==
  \E r \in DOMAIN node : \E proofs \in IF node[r].waiting THEN Shown(node[r].view) ELSE {} :
    \E demanded \in Demands(proofs) :
      SendNewView(r, [Blank EXCEPT !.view = node[r].view, !.message = Id(proofs), !.proofs = proofs,
                        !.certificates = demanded])

Enter ==
  \E r \in DOMAIN node :
    \E each \in openings \cup UNION {node[s].opened : s \in DOMAIN node} :
      \E demanded \in Demands(each.proofs) :
        EnterView(r, [Blank EXCEPT !.view = each.view, !.message = each.id,
                        !.proofs = each.proofs, !.certificates = demanded])

\* A crash: the log has kept all that was heard, and of the rest any part.
ComeBack ==
  \E r \in DOMAIN node :
    LET n == node[r] IN
    \E view \in 0..n.view : \E tip \in {Len(n.decided), Len(n.decided) - 1} :
      \E votes \in {{}, {v \in n.votes : v[1] > tip}} : \E waits \in BOOLEAN :
        LET mine == {c \in n.left : c.view = view}
            message == IF waits THEN (CHOOSE c \in mine : TRUE).id ELSE ""
            voted == {Certificate("voted", view, v[1], BlockOf(v[2]), <<r>>) : v \in votes}
            marks == {c \in Sound("stable") : c.height = n.low}
            stable == IF n.low = 0 THEN << >> ELSE <<CHOOSE c \in marks : TRUE>> IN
        /\ tip >= n.low
        /\ waits => mine # {}
        /\ waits \/ view # n.view => votes = {}
        /\ Restart(r, [Blank EXCEPT
                         !.view = view, !.message = message, !.height = tip,
                         !.block = DecidedAt(n, tip),
                         !.certificates = stable \o InOrder({c \in n.prepared : c.height > tip})
                                            \o InOrder(voted)])

-----------------------------------------------------------------------------

Init ==
  /\ InitWith([nodes |-> 4, members |-> <<0, 1, 2, 3>>, faulty |-> {Byzantine}, window |-> Window,
               interval |-> Interval, genesis |-> Name(<< >>)])
  /\ shown = {}
  /\ openings = {}

\* How many successors an action has had so far is told for 1, 10, 100 and so on: a register of
\* TLC's for each, with a number, since TLC evaluates steps in a second thread when it tells of one.
Names == <<"HearPrePrepare", "HearPrepare", "HearCommit", "HearCheckpoint", "HearViewChange",
           "HearNewView", "Propose", "Accept", "BePrepared", "Learn", "Run", "Certify", "Forget",
           "HearDecidedBlock", "Fetch", "Open", "Enter", "HearFalsePrePrepare",
           "HearFalsePrepare", "HearFalseCommit", "HearFalseCheckpoint", "HearFalseViewChange",
           "HearFalseNewView", "Leave", "ComeBack">>
RegisterOf == [name \in Range(Names) |-> CHOOSE i \in DOMAIN Names : Names[i] = name]
ASSUME \A i \in DOMAIN Names : TLCSet(i, 0)
Powers == {10 ^ k : k \in 0..7}
Tell(name) ==
  LET n == TLCGet(RegisterOf[name]) + 1
  IN /\ TLCSet(RegisterOf[name], n)
     /\ n \in Powers => PrintT(<<"happened", name, n>>)
Does(name, action) == action /\ Tell(name)
\* The Byzantine node says nothing new in this action.
Alone(name, action) == action /\ UNCHANGED <<shown, openings>> /\ Tell(name)

\* TLC chooses among the actions with equal probability, and counts each value of a quantifier as
\* one: so what correct nodes do with each other happens more often than the rest.
Next ==
  \/ \E often \in 1..8 :
       \/ Alone("HearPrePrepare", HearPrePrepare(DOMAIN node))
       \/ Alone("HearPrepare", HearPrepare(DOMAIN node))
       \/ Alone("HearCommit", HearCommit(DOMAIN node))
       \/ Alone("HearCheckpoint", HearCheckpoint(DOMAIN node))
       \/ Does("HearViewChange", HearViewChange)
       \/ Does("HearNewView", HearNewView)
       \/ Alone("Propose", Propose)
       \/ Alone("Accept", Accept)
       \/ Alone("BePrepared", BePrepared)
       \/ Alone("Learn", Learn)
       \/ Alone("Run", Run)
       \/ Alone("Certify", Certify)
       \/ Alone("Forget", Forget)
       \/ Alone("HearDecidedBlock", HearDecidedBlock)
       \/ Alone("Fetch", Fetch)
       \/ Alone("Open", Open)
       \/ Alone("Enter", Enter)
  \/ \E seldom \in 1..2 :
       \/ Alone("HearFalsePrePrepare", HearPrePrepare({Byzantine}))
       \/ Alone("HearFalsePrepare", HearPrepare({Byzantine}))
       \/ Alone("HearFalseCommit", HearCommit({Byzantine}))
       \/ Alone("HearFalseCheckpoint", HearCheckpoint({Byzantine}))
       \/ Does("HearFalseViewChange", HearFalseViewChange)
       \/ Does("HearFalseNewView", HearFalseNewView)
  \/ Alone("Leave", Leave)
  \/ Alone("ComeBack", ComeBack)

Spec == Init /\ [][Next]_<<vars, shown, openings>>

-----------------------------------------------------------------------------
(* What must hold besides PbftMessages' invariants, which look at what a node has learnt: what has *)
(* been promised, before anybody has learnt of it.  So a defect is seen early.                     *)

Decisions ==
  {d \in UNION {{<<m[2], h, m[3]>> : m \in {e \in At(node[r].said, h) : e[1] = "commit"}} :
                  r \in DOMAIN node, h \in Heights} :
     Cardinality({r \in DOMAIN node : Promised(r, "commit", d[1], d[2], d[3])}) >= Quorum(4) - 1}

\* PBFT-13: what is decided is voted for in higher views, and nothing else.
DecidedStays ==
  \A d \in Decisions : \A r \in DOMAIN node : \A m \in At(node[r].said, d[2]) :
    (m[1] = "vote" /\ m[2] > d[1]) => m[3] = d[3]

\* What is decided at two heights is one chain.
DecidedLinked ==
  \A d, e \in Decisions : (d[2] = e[2] + 1) => ParentOf[d[3]] = e[3]

-----------------------------------------------------------------------------
(* What must not hold: each would be true if too little happened. *)

NobodyDecides2      == \A r \in DOMAIN node : Len(node[r].decided) < 2
NobodyDecidesInNext == \A r \in DOMAIN node : ~\E h \in Heights : \E m \in At(node[r].said, h) :
                          m[1] = "commit" /\ m[2] > 0
=============================================================================
