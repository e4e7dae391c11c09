package org.medchain.node.memory;

import static org.medchain.node.memory.Defaults.B;
import static org.medchain.node.memory.Defaults.E;
import static org.medchain.node.memory.Defaults.F;
import static org.medchain.node.memory.Defaults.N;
import static org.medchain.node.memory.Defaults.constant;
import static org.medchain.node.memory.Payer.ALL;
import static org.medchain.node.memory.Payer.CLIENT;
import static org.medchain.node.memory.Payer.LINK;
import static org.medchain.node.memory.Payer.MEMBER;
import static org.medchain.node.memory.Payer.SELF;

import java.util.List;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.agency.AgencyLimits;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.storage.StoreOptions;

/** The memory of the process around the replica. */
final class NodeRows {
  private static final String LINKS = "node.transport.";
  private static final String HOST = "node.host.";

  private NodeRows() {}

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

  /** Of connections. */
  static List<MemoryRow> links() {
    return List.of(
        row(
            LINKS + "FrameReader",
            "the frame that is coming",
            LINK,
            "F",
            F,
            "CONN-3",
            "TransportFuzzTest#behindTheHandshake"),
        row(
            LINKS + "Connection",
            "the peer's chain of certificates, no longer than a message of a TLS handshake",
            LINK,
            "32 KiB",
            32L << 10,
            "CONN-15",
            "LinkLifecycleTest#renewedCredentialsAreShownOnNewConnections"),
        row(
            LINKS + "FrameSendQueue",
            "frames that the peer does not read",
            LINK,
            "2 F",
            Defaults.sendQueue(),
            "CONN-9",
            "FrameSendQueueTest#theQueueOfASlowReaderIsBoundedAndOthersDoNotWait"),
        row(
            LINKS + "unauthenticated.UnauthenticatedConnections",
            "connections without a certificate, with a TLS record each",
            ALL,
            "512 (16 KiB + 4 e)",
            Defaults.unauthenticated() * ((16 << 10) + 4 * E),
            "CONN-17",
            "UncertifiedFloodTest#membersAndClientsConnectNevertheless"),
        row(
            LINKS + "unauthenticated.KnownAddresses",
            "addresses of certified peers",
            ALL,
            "4,096 e",
            constant(LINKS + "Transport", "MAX_KNOWN_ADDRESSES") * E,
            "CONN-17",
            "UnauthenticatedConnectionsTest#addressesSeenLongestAgoAreForgotten"),
        row(
            LINKS + "LinkTable",
            "open links",
            LINK,
            "4 connections of 4 e",
            16 * E,
            "CONN-10",
            "LinkLifecycleTest#twoThatConnectAtOnceEndWithOneLink"),
        row(
            LINKS + "Sockets",
            "sockets of links and of connections without a certificate",
            LINK,
            "4 e",
            4 * E,
            "CONN-10",
            "UncertifiedFloodTest#membersAndClientsConnectNevertheless"),
        row(
            LINKS + "RpcServer",
            "calls that wait or are answered, and the answers in the making",
            ALL,
            "4 F, of one key 2 F; 4 F of what is answered and 4 F of answers",
            (constant(LINKS + "RpcServer", "FRAMES") + 2 * Defaults.workers()) * F,
            "CONN-20",
            "RoundRobinQueueTest#theBoundsHoldAndTheLargestGivesWay"),
        row(
            LINKS + "PendingCalls",
            "own calls without a reply",
            LINK,
            "256 e",
            Defaults.calls() * E,
            "CONN-14",
            "RpcTest#aCallAfterTheLinksEndFailsAndLeavesNothing"),
        row(
            "node.admission.LinkBudget",
            "the newest limited question of each kind",
            LINK,
            MessageKind.values().length + " KiB",
            MessageKind.values().length
                * constant("node.admission.LinkAdmission", "MAX_QUESTION_BYTES"),
            "NODE-20",
            "LinkAdmissionTest#whatWaitsIsSmall"),
        row(
            "node.admission.LinkAdmission",
            "the budget of a link that was limited",
            LINK,
            "e, and the row above",
            E,
            "NODE-20",
            "LinkAdmissionTest#nothingWaitsForALinkThatEnded"));
  }

  /** Of the replica's host, its ledger and its disk. */
  static List<MemoryRow> host() {
    return List.of(
        row(
            HOST + "ReplicaHost",
            "requests whose signatures are not checked",
            ALL,
            "64 MiB, of one link 16 MiB",
            64L << 20,
            "NODE-23",
            "WaitingRequestsTest#theBytesOfAllAreBounded"),
        row(
            HOST + "ClientRoutingTable",
            "by which links senders of requests can be reached",
            ALL,
            "65,536 senders with 4 links, 5 e; of one link 16,384",
            5 * constant(HOST + "ClientRoutingTable", "MAX_SENDERS") * E,
            "NODE-22",
            "ClientRoutingTableTest#unknownSendersCannotExhaustMemory"),
        row(
            "consensus.HostCore",
            "who was connected before the replica started",
            LINK,
            "e",
            E,
            "NODE-14",
            "MemberPollTest#aNewConnectionIsAskedAtOnceAndNonsenseSaysNothing"),
        row(
            HOST + "ReportedHeights",
            "the height that each member reports",
            MEMBER,
            "2 n e",
            2 * N * E,
            "NODE-14",
            "HeardHeightsTest#formerMembersAreDropped"),
        row(
            "node.history.HistoryWatch",
            "the height that each member states in a round, and at first",
            MEMBER,
            "2 n e",
            2 * N * E,
            "NODE-17",
            "HistoryWatchTest#membersThatHaveLostItRaiseTheAlarm"),
        row(
            "node.time.MemberClocks",
            "how far each member's clock is ahead",
            MEMBER,
            "n e",
            N * E,
            "TIME-2",
            "MemberClocksTest#whoIsGoneCountsNoMore"),
        row(
            HOST + "LocalSubmissions",
            "requests by the shell without an answer",
            ALL,
            "10,000 of 3 e",
            3 * constant(HOST + "LocalSubmissions", "MAX") * E,
            "NODE-21",
            "LocalSubmissionsTest#aRequestThatNothingAnswersIsGivenUp"),
        row(
            HOST + "HostMetricsObserver",
            "when requests arrived, and when blocks were proposed and committed",
            ALL,
            "100,000 e and 3 × 1,024 e",
            (constant(HOST + "HostMetricsObserver", "MAX_WAITING")
                    + 3 * constant(HOST + "HostMetricsObserver", "MAX_BLOCKS"))
                * E,
            "NODE-3",
            "BlockTimingsTest#whatWasNotSeenIsNotTimed"),
        row(
            HOST + "ExecutedLedger",
            "the last blocks with their states and receipts",
            ALL,
            "2 (64 MiB + B), of 257 heights at most; the blocks are those of the decided chain",
            2 * (constant(HOST + "ExecutedLedger", "RECENT_BYTES") + B),
            "LIGHT-5",
            "ExecutedLedgerTest#theLastHeightsComeFromMemoryAndOlderBlocksFromDisk"),
        row(
            "node.ledger.LedgerSync",
            "fetched blocks whose lower ones are missing",
            ALL,
            "64 MiB and an answer F",
            SyncSettings.DEFAULT.maxBufferedBytes() + F,
            "LIGHT-9",
            "LedgerSyncTest#oneHonestPeerIsEnough"),
        row(
            "node.storage.GroupCommitQueue",
            "what waits for the disk",
            ALL,
            "64 MiB and the last entry, B",
            StoreOptions.of(Pbft.PROTOCOL).queueBytes() + B,
            "STO-13",
            "NodeStoreTest#aFullQueueMakesItsCallersWaitAndLosesNothing"),
        row(
            "node.storage.StateIndex",
            "blocks that are indexed together",
            ALL,
            "16 MiB and the last one, B, with their receipts",
            2 * (constant("node.storage.IndexMaintenance", "MAX_RUN_BYTES") + B),
            "STO-26",
            "StateIndexTest#whoExecutesDoesNotWaitForIt"),
        row(
            "node.storage.SnapshotWriter",
            "states of the last checkpoints, and what is encoded of one at a time",
            ALL,
            "what is not shared with the head, and 1 MiB",
            1 << 20,
            "STO-32",
            "SnapshotWriterTest#aStateIsEncodedInPiecesOnAThreadOfItsOwn"),
        row(
            "node.crypto.CachingSignatureScheme",
            "names of valid signatures",
            ALL,
            "2 × 65,536 e",
            2 * constant(HOST + "NodeResources", "SIGNATURE_CACHE_SIZE") * E,
            "CRYPTO-3",
            "CachingSignatureSchemeTest#theOldestAreEvicted"),
        row(
            "node.crypto.NativeEd25519",
            "keys in the library's form",
            ALL,
            "16,385 of 3 e",
            3 * (constant("node.crypto.NativeEd25519", "MAX_KEYS") + 1) * E,
            "CRYPTO-2",
            "KeyCacheTest#keysOfStrangersFillNoMemory"),
        row(
            "node.crypto.StrictEd25519",
            "keys of prime order",
            ALL,
            "16,385 e",
            (constant("node.crypto.StrictEd25519", "MAX_KEYS") + 1) * E,
            "CRYPTO-2",
            "KeyCacheTest#keysOfStrangersFillNoMemory"));
  }

  /** Of agencies and holders of files. */
  static List<MemoryRow> services() {
    AgencyLimits agency = AgencyLimits.DEFAULT;
    return List.of(
        row(
            "node.agency.ReplyRoutingTable",
            "who asked for a request's replies",
            ALL,
            "131,072 of 4 e; of one link 32,768",
            4L * agency.maxOpenRequests() * E,
            "AGENCY-4",
            "ReplyRoutingTableTest#aFloodCostsItsSenderAlone"),
        row(
            "node.agency.PerPeerRateLimiter",
            "refusals and introductions of this second",
            LINK,
            "2 e",
            2 * E,
            "AGENCY-4",
            "InformationTransactionServerTest#aFloodIsBounded"),
        row(
            "node.agency.ServedClientRegistry",
            "clients that chose this agency",
            ALL,
            "10,000 e",
            constant(HOST + "NodeServices", "MAX_SERVED_CLIENTS") * E,
            "AGENCY-5",
            "ServedClientRegistryTest#theOneThatAskedLongestAgoGivesWay"),
        row(
            "node.agency.NearestAgencySelector",
            "how far the agencies are",
            SELF,
            "2 e an agency of its config",
            2 * E,
            "AGENCY-5",
            "NearestAgencySelectorTest#noiseDoesNotMoveIt"),
        row(
            "node.files.holder.PieceStore",
            "files that are entrusted to this holder on the ledger",
            CLIENT,
            "33 KiB and 10 e a file, of 64 GiB on the disk",
            (33L << 10) + 10 * E,
            "FILE-7",
            "FileRpcServicesTest#aFullHolderTakesNoMore"),
        row(
            "node.files.piece.PieceFile",
            "which pieces of a file are here",
            CLIENT,
            "in the row above",
            33L << 10,
            "FILE-7",
            "PieceStoreTest#quotaIsEnforcedAndReported"),
        row(
            "node.files.holder.HolderDuties",
            "orders about entrusted files without a result, and files whose last order was refused",
            CLIENT,
            "2 e a file here",
            2 * E,
            "FILE-12",
            "HolderDutiesTest#whatWasRefusedRests"),
        row(
            "node.files.keys.KeyShareStore",
            "how large the share of each record's key is, of 1 GiB on the disk",
            CLIENT,
            "e a record of the owner",
            E,
            "PRIV-3",
            "KeyReleaseTest#sharesSurviveARestartAndHaveABound"),
        row(
            "node.files.HolderObservations",
            "what holders of this node's files show",
            SELF,
            "3 e for each file here and holder",
            3 * E,
            "FILE-8",
            "ReplicaRepairTest#fullHolderIsSkippedForAWhile"),
        row(
            "node.files.FileFetch",
            "holders of a file that is fetched, and the pieces asked for",
            SELF,
            "2 e a holder and a piece asked for",
            2 * E,
            "FILE-8",
            "FileFetchTest#allComesThatAnHonestHolderHasAndTheRestIsNamed"));
  }
}
