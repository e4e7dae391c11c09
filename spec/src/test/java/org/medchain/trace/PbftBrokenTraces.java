package org.medchain.trace;

import java.util.List;

/** TRACE-14, TRACE-15: what no correct replica does, nor leaves undone. */
final class PbftBrokenTraces {
  /** Short for what stands behind them; then votes, decisions and what is received. */
  private static final String NORMAL_CASE =
      """
      $four = nodes 4 4 3 2
      $five = nodes 5 4 3 2
      $overrun = nodes 6 6 2345 2
      $A = prepared/0/a/012
      $D = decided/0/a/012
      $F = decided/0/a/2345
      $X = decided/0/x/2345
      $view = $four; left genesis
      $opened = $four; changed genesis
      $shown = 012:genesis genesis
      a line is of a correct node
        $four; propose 3 3 a
      (none)
        $four; line 0 Vote
      a block has one parent
        $four; propose 0 0 a; parent a x; hearProposal 1 0 0 a
      what a correct node says it has promised before
        $four; hearProposal 1 0 0 a
        $four; hearViewChange 1 2 1 genesis
        $view; hearNewView 2 1 1 012:genesis
      nobody signs for a correct node
        $four; hearDecided 0 3 a decided/0/a/013
        $four; proposed a; prepare 1 0 a; commit 1 0 a $A
        $four; voted a; decide 1 0 a $D
        $four; hearViewChange 1 3 1 genesis prepared/0/a/023
        $view; hearNewView 2 3 3 0:genesis
        $four; heard a; executed a 0; stabilise 0 Ca a stable/Ca/a/012
      a correct node passes on nothing unproved (PBFT-12)
        $four; committed a; hearDecided 0 1 a decided/0/a/01
      what is executed is decided
        $four; chain a; execute 1 a; execute 1 x
      CertificateUnique
        nodes 4 4 03 2; hearProposal 1 0 0 a; hearProposal 2 0 0 x; prepare 1 0 a; prepare 2 0 x;
          hearPrepare 1 3 0 a; hearPrepare 2 3 0 x; commit 1 0 a prepared/0/a/013;
          commit 2 0 x prepared/0/x/023
      Agreement (PBFT-13)
        $overrun; hearDecided 0 2 a $F; hearDecided 1 2 x $X; decide 0 0 a $F; decide 1 0 x $X
      only members vote (PBFT-20)
        $five; propose 0 0 a; hearProposal 4 0 0 a; prepare 4 0 a
      a vote is of the current view, after it was entered (PBFT-3)
        $four; proposed a; leave 1 1 genesis; prepare 1 0 a
      one vote a view and height (PBFT-3)
        $four; propose 0 0 a; propose 0 0 x
      votes lie between the water marks (PBFT-16)
        $four; chain a b c d; propose 0 0 e
      only the view's primary proposes (PBFT-2)
        $four; propose 1 0 a
      the parent is decided or was proposed in this view (PBFT-8)
        $four; propose 0 0 a; propose 0 0 y
      height - W is executed before a block is proposed (PBFT-7)
        $four; propose 0 0 a; propose 0 0 b; propose 0 0 c
      the primary sends no PREPARE (PBFT-4)
        $four; propose 0 0 a; prepare 0 0 a
      the view's primary has proposed this block (PBFT-2)
        $four; prepare 1 0 a
      the parent is decided or prepared in this view (PBFT-3)
        $four; propose 0 0 a; propose 0 0 b; hearProposal 1 0 0 b; prepare 1 0 b
      height - W is executed before a vote (PBFT-7)
        nodes 4 4 3 1; heard a; done a 0; decide 1 0 a $D; propose 0 0 b; hearProposal 1 0 0 b;
          prepare 1 0 b
      the line names the certificate of the parent
        $four; proposed a; prepare 1 0 a none
      a COMMIT is of the current view, after it was entered (PBFT-4)
        $four; voted a; leave 1 1 genesis; commit 1 0 a $A
      the replica has voted for the block itself (PBFT-4)
        $four; proposed a; commit 1 0 a $A
      a COMMIT rests on a prepared certificate of the same view, height and block (PBFT-4)
        $four; voted a; commit 1 0 a prepared/0/x/012
        $four; voted a; commit 1 0 a prepared/1/a/012
      a prepared certificate has Q distinct members and the primary (PBFT-4)
        $four; voted a; commit 1 0 a prepared/0/a/123
        $four; voted a; commit 1 0 a prepared/0/a/01
        $four; voted a; commit 1 0 a prepared/0/a/011
        $five; voted a; commit 1 0 a prepared/0/a/014
      a replica counts only votes that it has received (PBFT-4)
        $four; proposed a; prepare 1 0 a; prepare 2 0 a; commit 1 0 a $A
      the parent is decided or prepared in this view (PBFT-4)
        $four; proposed a; prepare 1 0 a; prepare 2 0 a; hearPrepare 1 2 0 a; commit 1 0 a $A;
          propose 0 0 b; hearProposal 1 0 0 b; prepare 1 0 b; hearPrepare 0 1 0 b;
          hearPrepare 0 3 0 b; commit 0 0 b prepared/0/b/013
      blocks are decided in the order of heights (PBFT-5)
        $four; heard a; decide 1 0 b decided/0/b/012
      a decided block is the child of the last one
        $four; chain a; decide 1 0 y decided/0/y/012
      a decision rests on COMMITs for the block in one view (PBFT-5)
        $four; heard a; decide 1 0 a $A
      a decision takes Q distinct members of the epoch (PBFT-5, PBFT-20)
        $four; heard a; decide 1 0 a decided/0/a/12
      a replica counts only COMMITs that it has received (PBFT-5)
        $four; committed a; decide 1 0 a $D
      """;

  private static final String VIEW_CHANGES =
      """
      only members change views (PBFT-20)
        $five; leave 4 1 genesis
      a view is left for a higher one of the epoch (PBFT-9)
        $four; leave 1 0 genesis
      a view is left for the next one, or for what f + 1 others want (PBFT-9)
        $four; hearViewChange 1 3 2 genesis; leave 1 2 genesis
      a VIEW-CHANGE names the last decided block first (PBFT-9)
        $four; leave 1 1
        $four; chain a; leave 1 1 genesis
      a VIEW-CHANGE carries what is prepared at every height above (PBFT-9)
        $four; committed a; leave 1 1 genesis
      the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)
        $four; chain a; leave 1 1 decided/0/a/01
      only the view's primary opens it (PBFT-10)
        $view; open 2 1 $shown
      a view is opened by who waits for it (PBFT-10)
        $opened; enter 1 1 1 $shown; open 1 1 $shown
      one NEW-VIEW a view (PBFT-10)
        $opened; hearViewChange 1 3 1 genesis; open 1 1 0123:genesis genesis
      a NEW-VIEW shows VIEW-CHANGEs that its sender has received (PBFT-10)
        $view; open 1 1 0123:genesis genesis
      a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)
        $view; open 1 1 01:genesis genesis
        $four; hearNewView 1 3 3 none; leave 1 1 genesis; enter 1 3 3 none
      a NEW-VIEW demands what rule D says (PBFT-10)
        $view; open 1 1 012:genesis $D
        $opened; enter 1 1 1 $shown $A
      no view under the current one is entered, and none twice (PBFT-10)
        $opened; enter 1 1 1 $shown; enter 1 1 1 $shown
      a view of the epoch is entered (PBFT-20)
        $opened; enter 1 1 1001 012@1:genesis genesis
      the NEW-VIEW came from the view's primary (PBFT-10)
        $opened; enter 2 1 1 $shown
      what is decided is voted for again or nothing (PBFT-10)
        $four; chain a; changed $D; enter 1 1 1 012:$D $D; propose 1 1 x
      $uneven = 0:$D|1:genesis+$A|2:$D $D
      at and under a view's start only blocks that it names are voted for (PBFT-10)
        $four; heard a; done a 0 2; leave 0 1 $D; leave 1 1 genesis $A; leave 2 1 $D;
          hearViewChange 1 0 1 $D; hearViewChange 1 2 1 $D; open 1 1 $uneven; enter 1 1 1 $uneven;
          propose 1 1 x
      $again = $four; committed a; changed genesis $A; enter 1 1 1 012:genesis+$A genesis $A
      where the new view demands a block, no other is voted for (PBFT-10)
        $again; propose 1 1 x
      a primary owes what its view demands (PBFT-10)
        $again; goOn 1
      a replica whose timer has expired owes VIEW-CHANGE (PBFT-9)
        $four; timeOut 1 view-change; goOn 1
      a replica owes VIEW-CHANGE when f + 1 others want a higher view (PBFT-9)
        $four; leave 0 1 genesis; leave 2 1 genesis; hearViewChange 1 0 1 genesis;
          hearViewChange 1 2 1 genesis; goOn 1
      a primary owes NEW-VIEW for a quorum's VIEW-CHANGEs (PBFT-10)
        $view; hearViewChange 0 1 1 genesis; goOn 1
      a replica enters the view of a correct primary's NEW-VIEW (PBFT-10)
        $opened; hearNewView 2 1 1 012:genesis; goOn 2
      """;

  /** Also of fetched states, epochs and restarts. */
  private static final String CHECKPOINTS =
      """
      $marks = $four; chain a; checkpoints a
      $S = stable/Ca/a/012
      $stable = $marks; stabilise 0 Ca a $S; stabilise 1 Ca a $S; stabilise 2 Ca a $S
      $T = stable/Ca/a/2345
      $told = $overrun; hearDecided 0 2 a $T $F
      $installed = $told; install 0 Ca a $T $F
      $other = stable/another/a/2345 $F
      checkpoints are K heights apart (PBFT-15)
        $four; checkpoint 0 Cg g
      a checkpoint says what executing its height has made (PBFT-15)
        $four; heard a; checkpoint 0 Ca a
      only members send CHECKPOINT (PBFT-20)
        $five; committed a; hearCommit 4 0 0 a; hearCommit 4 1 0 a; hearCommit 4 2 0 a;
          hearBlock 4 0 a; done a 4
      one checkpoint a height (PBFT-15)
        $four; chain a; checkpoint 0 another a
      replicas that have executed the same have the same state (PBFT-15)
        $four; heard a; done a 0; executed a 1; checkpoint 1 another a
      a stable checkpoint is shown by CHECKPOINTs for it (PBFT-16)
        $marks; stabilise 0 Ca a
        $overrun; install 0 Ca a $F $F
      a checkpoint is stable with Q equal CHECKPOINTs of members (PBFT-16)
        $marks; stabilise 0 Ca a stable/Ca/a/01
      a replica counts only CHECKPOINTs that it has received (PBFT-16)
        $four; chain a; stabilise 0 Ca a $S
      the low water mark rises (PBFT-16)
        $stable; stabilise 0 Ca a $S
      a checkpoint is stable where its state is (PBFT-16)
        $told; stabilise 0 Ca a $T
      StableUnique (PBFT-16)
        $told; decide 0 0 a $F; execute 0 a; stabilise 0 Ca a $T; hearDecided 1 2 a $other;
          decide 1 0 a $F; execute 1 a; stabilise 1 another a stable/another/a/2345
        $installed; hearDecided 1 2 a $other; install 1 another a $other
      the low water mark rises (PBFT-17)
        $installed; install 0 Ca a $T $F
      the checkpoint's block is shown to be decided (PBFT-17)
        $told; install 0 Ca a $T
      what is decided stays (PBFT-13)
        $overrun; hearDecided 0 2 a $F; decide 0 0 a $F;
          hearDecided 0 2 x stable/another/x/2345 $X; install 0 another x stable/another/x/2345 $X
      $later = stable/Cy/y/2345 decided/0/y/2345
      ChainLink
        $overrun; hearDecided 0 2 a $F; decide 0 0 a $F; hearDecided 0 2 y $later;
          install 0 Cy y $later
      an epoch is entered with its members
        $stable; enterEpoch 0 1 2
      epochs follow each other (PBFT-20)
        $stable; enterEpoch 0 2 2 0123
      an epoch begins above a stable checkpoint (PBFT-20)
        $four; chain a; enterEpoch 0 1 2 0123
      all correct nodes know the same members (PBFT-21)
        $stable; enterEpoch 0 1 2 0123; enterEpoch 1 1 2 012
      the old members decide nothing above the epoch, and vote on nothing there (PBFT-20)
        $stable; propose 0 0 b; enterEpoch 0 1 2 0123
      an epoch's members vote at its heights only (PBFT-20)
        $stable; enterEpoch 1 1 2 0123; propose 0 0 b
      a restarted replica has decided what it had decided before, or less (PBFT-18)
        $four; chain a; restart 1 0 x genesis
      a restarted replica is in no view that it was not in (PBFT-18)
        $four; restart 1 1 g genesis
      a VIEW-CHANGE that was heard is not forgotten (PBFT-18)
        $four; leave 1 1 genesis; hearViewChange 2 1 1 genesis; restart 1 0 g genesis
      a vote that was heard is not forgotten (PBFT-18)
        $four; proposed a; prepare 1 0 a; hearPrepare 0 1 0 a; restart 1 0 g genesis
        $four; heard a; restart 1 0 g genesis voted/0/a
      a restarted replica has voted for nothing that it had not (PBFT-18)
        $four; proposed a; restart 1 0 g genesis voted/0/a
        $four; voted a; restart 1 0 g genesis $A voted/0/a
      the checkpoint that it kept was stable (PBFT-18)
        $marks; restart 0 0 a $S
      """;

  /** And the requests and replies of the normal case. */
  private static final String OBLIGATIONS =
      """
      a replica owes PREPARE for a correct primary's proposal (PBFT-3)
        $four; proposed a; goOn 1
      a replica owes COMMIT for what it is prepared for (PBFT-4)
        $four; voted a; goOn 1
      a replica owes the decision of what a quorum has committed (PBFT-5)
        $four; heard a; goOn 1
      a replica owes CHECKPOINT for each K-th height that it executes (PBFT-15)
        $four; heard a; executed a 1; goOn 1
      a replica owes the mark that a quorum's CHECKPOINTs make stable (PBFT-16)
        $marks; goOn 1
      $held = $four; holds a r; heard a; decide 1 0 a $D
      a block has no request twice, and none of its ancestors' (PBFT-6)
        $four; holds a r r; propose 0 0 a
        $four; holds a r; holds b r; propose 0 0 a; propose 0 0 b
        $four; holds a r; voted a; commit 1 0 a $A; propose 0 0 b; hearProposal 1 0 0 b;
          holds b r; prepare 1 0 b $A
      the requests of the decided block are executed (PBFT-5)
        $held; holds a r s; execute 1 a
      a request is executed once (PBFT-1)
        $overrun; holds a r; holds b r; hearDecided 0 2 a $F; decide 0 0 a $F; execute 0 a;
          reply 0 r ok; checkpoint 0 Ca a; hearDecided 0 2 b decided/0/b/2345;
          decide 0 0 b decided/0/b/2345; execute 0 b
      a replica answers what it has executed (CONS-8)
        $held; reply 1 r ok
      correct replicas give a request the same reply (CONS-8)
        $held; execute 1 a; reply 1 r ok; decide 2 0 a $D; execute 2 a; reply 2 r no
      a replica owes a reply to each request that it executes (CONS-8)
        $held; execute 1 a; checkpoint 1 Ca a; goOn 1
      """;

  private PbftBrokenTraces() {}

  static List<TraceTable.Broken> all() {
    String text = String.join("", NORMAL_CASE, VIEW_CHANGES, CHECKPOINTS, OBLIGATIONS);
    return TraceTable.read(text, PbftTraceScript::lines);
  }
}
