package org.medchain.node.memory;

import java.util.Map;
import java.util.TreeMap;

/** Collections that grow by nothing that a peer decides, by the reason. */
enum NotOfPeers {
  /** Made once, with the process or with the object. */
  FIXED(
      "MessageRegistry Membership NodeMetrics TransportMetrics"
          + " OpenedParts MemoryTables NodeServices NeighbourGraph"),
  /** The process's own messages, timers, tasks and files. */
  OWN(
      "Outbox DurabilityGate OutputInterpreter HostTimers OutstandingRequests LoopFlusher"
          + " StoreWriter SnapshotFiles SegmentedLog Transport AgencyClient ClientRequestRouter"
          + " FileFetchRunner OffChainFileClient ReplicaRepair"
          + " ManifestDigestStream"),
  /** A part of a block or of a chain's state that was ordered: the ledger is to grow. */
  LEDGER(
      "InFlightRequests BestChain ChainReorganiser BlockOffsetIndex IndexWriter"
          + " RegistrarState RegulatoryCenter LightChain"),
  /** Former peers of one synchronisation or of a light client, each with a certificate. */
  MISBEHAVING("LightPeerQueries"),
  /** Part of a type that has a row, which says the bound. */
  PART("RoundRobinQueue"),
  /** Of a start, a check of a store, or a reader of traces; no peer is there. */
  READ_FROM_DISK(
      "LogInspector LedgerVerifier StoreVerifier StoreInspection"
          + " RecoveredLog SegmentRecovery");

  private final String classes;

  NotOfPeers(String classes) {
    this.classes = classes;
  }

  /** Why a class has no row; nothing if it needs one. */
  static Map<String, NotOfPeers> byClass() {
    Map<String, NotOfPeers> all = new TreeMap<>();
    for (NotOfPeers reason : values()) {
      for (String each : reason.classes.split(" ", -1)) {
        all.put(each, reason);
      }
    }
    return all;
  }
}
