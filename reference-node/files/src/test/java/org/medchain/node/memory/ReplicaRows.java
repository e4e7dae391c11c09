package org.medchain.node.memory;

import static org.medchain.node.memory.Defaults.B;
import static org.medchain.node.memory.Defaults.C;
import static org.medchain.node.memory.Defaults.E;
import static org.medchain.node.memory.Defaults.F;
import static org.medchain.node.memory.Defaults.H;
import static org.medchain.node.memory.Defaults.K;
import static org.medchain.node.memory.Defaults.N;
import static org.medchain.node.memory.Defaults.P;
import static org.medchain.node.memory.Defaults.S;
import static org.medchain.node.memory.Defaults.V;
import static org.medchain.node.memory.Defaults.W;
import static org.medchain.node.memory.Defaults.constant;
import static org.medchain.node.memory.Payer.ALL;
import static org.medchain.node.memory.Payer.CENTER;
import static org.medchain.node.memory.Payer.CLIENT;
import static org.medchain.node.memory.Payer.MEMBER;
import static org.medchain.node.memory.Payer.SELF;

import java.util.List;

/** The memory of the replica. */
final class ReplicaRows {
  private static final String PBFT = "consensus.pbft.";
  private static final String POW = "consensus.pow.";
  private static final String FLOOD = "PbftFloodTest#aMemberFillsNoMemory";

  private ReplicaRows() {}

  private static MemoryRow row(
      String collection,
      String keeps,
      Payer payer,
      String bound,
      long bytes,
      String requirement,
      String test) {
    return new MemoryRow(collection, keeps, payer, bound, bytes, requirement, test);
  }

  /** Of PBFT, requests first. */
  static List<MemoryRow> pbft() {
    return List.of(
        row(
            "consensus.RequestPool",
            "waiting requests, and envelopes of them with codes",
            ALL,
            "64 B + P e",
            2 * Defaults.waiting() + P * E,
            "PBFT-24",
            "LargeRequestsTest#waitingRequestsAreBoundedInBytes"),
        row(
            PBFT + "EarlyRequests",
            "names of newcomers' waiting requests",
            ALL,
            "P e",
            P * E,
            "PBFT-37",
            "NewcomersTest#aStrangersRequestLeavesNothing"),
        row(
            PBFT + "ReadOnlyExecution",
            "reads that wait for what is committed",
            ALL,
            "4 B + 1,024 e",
            constant(PBFT + "ReadOnlyExecution", "MAX_DEFERRED_BLOCKS") * B
                + constant(PBFT + "ReadOnlyExecution", "MAX_DEFERRED") * E,
            "PBFT-24",
            "LargeRequestsTest#waitingReadsAreBoundedInBytes"),
        row(
            "consensus.ClientTable",
            "receipts of executed requests",
            CLIENT,
            "1,024 receipts of 2 e for each registered client",
            2 * constant("consensus.ClientTable", "WINDOW") * E,
            "CONS-9",
            "ClientTableTest#remembersWhatTheWindowHolds"),
        row(
            "consensus.BoundedBlocks",
            "proposals above the decided chain, voted for or not",
            MEMBER,
            "12 W B",
            12 * W * B,
            "PBFT-24",
            "LargeProposalsTest#primariesCannotFillTheMemory"),
        row(
            PBFT + "BufferedPrePrepares",
            "proposals of the next four views and this one",
            MEMBER,
            "12 W B + 5 H e",
            12 * W * B + 5 * H * E,
            "PBFT-24",
            "LargeProposalsTest#primariesCannotFillTheMemory"),
        row(
            PBFT + "PbftState",
            "prepared certificates and the blocks that they or the new-view chain name",
            MEMBER,
            "(2 K + W) (B + n s)",
            (2 * K + W) * (B + N * S),
            "PBFT-24",
            "KnownBlocksTest#whatTheNewViewDemandsStays"),
        row(
            "consensus.VoteTable",
            "PREPAREs and COMMITs",
            MEMBER,
            "2 H V n s",
            2 * H * V * N * S,
            "PBFT-24",
            "PastViewsTest#votesForPastViewsFillNoMemory"),
        row(
            "consensus.VoteSet",
            "the first vote of each member",
            MEMBER,
            "in the row of its table",
            N * S,
            "CONS-6",
            FLOOD),
        row(
            PBFT + "ViewChangeCoordinator",
            "each member's newest VIEW-CHANGE, and a NEW-VIEW",
            MEMBER,
            "2 n c",
            2 * N * C,
            "PBFT-24",
            FLOOD),
        row(
            PBFT + "CheckpointProtocol",
            "CHECKPOINTs above the low water mark",
            MEMBER,
            "(2 + W / K) n s, rounded up",
            3 * N * S,
            "PBFT-16",
            FLOOD),
        row(
            PBFT + "VoteWitness",
            "each member's three newest statements",
            MEMBER,
            "n (c + 2 s)",
            N * (C + 2 * S),
            "PBFT-30",
            FLOOD),
        row(
            PBFT + "VoteInquiry",
            "reports to a replica that restarts, and whom it asked back",
            MEMBER,
            "n (c + 3 s)",
            N * (C + 3 * S),
            "PBFT-29",
            FLOOD),
        row(
            PBFT + "CatchUp",
            "decided blocks that came before the one under them, and this view's own votes",
            MEMBER,
            "16 (B + n s) + 3 H s",
            2 * constant(PBFT + "CatchUp", "MAX_BLOCKS_PER_STATUS") * (B + N * S) + 3 * H * S,
            "PBFT-12",
            FLOOD),
        row(
            "consensus.snapshot.SnapshotDownload",
            "parts of a snapshot from one of its signers",
            MEMBER,
            "64 MiB; twice as much after each round that half of the holders say needs it, up to"
                + " 1 GiB",
            constant("consensus.snapshot.SnapshotDownload", "FIRST_LIMIT")
                * constant("consensus.snapshot.SnapshotPart", "BYTES"),
            "PBFT-36",
            "SnapshotFetchTest#moreThanTheLimitIsTakenOnlyAfterARoundThatShowsTheNeed"),
        row(
            PBFT + "DecidedChain",
            "decided blocks from the last checkpoint but one",
            ALL,
            "(3 K + W) (B + n s)",
            (3 * K + W) * (B + N * S),
            "PBFT-16",
            "BoundedMemoryTest#memoryIsBoundedOverFiveThousandHeights"),
        row(
            PBFT + "LogRecovery",
            "the entry that replaces the log, while it is written: what is above the checkpoint",
            ALL,
            "(2 K + 14 W) (B + n s), and the clients' receipts",
            (2 * K + 14 * W) * (B + N * S),
            "PBFT-16",
            "LogCompactionTest#theEntryOfACompactedLogIsBounded"),
        row(
            PBFT + "RequestIntake",
            "how often a client repeated a request since the last checkpoint",
            CLIENT,
            "e",
            E,
            "PBFT-21",
            "MembershipHistoryTest#whoRepeatsIsToldOnceInAnInterval"),
        row(
            PBFT + "message.StableCheckpoint",
            "proofs of past epochs",
            CENTER,
            "2 n s for each change of the members",
            2 * N * S,
            "PBFT-21",
            "EpochsTest#membersChangeAgainAndAgain"),
        row(
            PBFT + "PbftClientSession",
            "replies to own requests",
            SELF,
            "n F a request",
            N * F,
            "CONS-8",
            "PbftClientSessionTest#keepsSeveralRequestsApart"),
        row(
            PBFT + "ReadOnlyRequests",
            "replies to own reads",
            SELF,
            "n F a read",
            N * F,
            "PBFT-22",
            "ReadOnlyRequestsTest#anAnswerEndsTheWait"),
        row(
            "consensus.RejectionCounter",
            "who refuses an own request",
            SELF,
            "n e a request",
            N * E,
            "CONS-13",
            "PbftClientSessionTest#aRejectionCountsFromFPlusOneReplicas"));
  }

  /** Of proof of work. */
  static List<MemoryRow> work() {
    long orphans = constant(POW + "OrphanPool", "MAX_PER_SENDER");
    long headers =
        constant(POW + "HeaderSync", "MAX_PENDING_HEADERS")
            + constant(POW + "Headers", "MAX_HEADERS");
    String flood = "PowFloodTest#unknownParentsAndHalfBlocksAreBounded";
    return List.of(
        row(
            POW + "OrphanPool",
            "blocks without their parent",
            MEMBER,
            "128 n B",
            orphans * N * B,
            "POW-35",
            flood),
        row(
            POW + "PendingHeaders",
            "headers whose blocks are to come",
            MEMBER,
            "16,640 headers of 2 e for each member",
            2 * headers * N * E,
            "POW-35",
            "PowFloodTest#aLongBranchOfEasyHeadersIsDiscarded"),
        row(
            POW + "HeaderSync",
            "a branch of each member, and the blocks asked for",
            MEMBER,
            "17 n e, and the row above",
            (constant(POW + "HeaderSync", "MAX_REQUESTED_BLOCKS") + 1) * N * E,
            "POW-35",
            "PowFloodTest#aLongBranchOfEasyHeadersIsDiscarded"),
        row(
            POW + "CompactRelay",
            "one incomplete block of each member",
            MEMBER,
            "n B",
            N * B,
            "POW-35",
            flood),
        row(
            POW + "BlockRelay",
            "hashes of the last 256 blocks that each neighbour is known to have",
            MEMBER,
            "256 n e",
            constant(POW + "BlockRelay", "MAX_KNOWN_BLOCKS") * N * E,
            "POW-38",
            "NeighbourGraphTest#aNewBlockGoesToNeighboursThatAreNotKnownToHaveIt"),
        row(
            POW + "BlockTree",
            "branches less than 1,000 blocks' work behind the head",
            ALL,
            "B for the work of a block",
            B,
            "POW-35",
            "PowFloodTest#branchesThatFallBehindAreDiscarded"),
        row(
            POW + "ConfirmationReplies",
            "proofs of the blocks of the last replies",
            ALL,
            "16 B",
            constant(POW + "ConfirmationReplies", "MAX_CACHED_TREES") * B,
            "POW-21",
            "RepeatedReplyTest#oldBlocksAreProvedAsWell"),
        row(
            POW + "RateLimit",
            "how often a client or member had an answer in this period",
            CLIENT,
            "e",
            E,
            "POW-35",
            "RateLimitTest#eachHasSoMuchOfItsOwn"));
  }
}
