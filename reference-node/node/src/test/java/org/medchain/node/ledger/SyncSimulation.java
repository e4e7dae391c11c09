package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** A {@link LedgerSync} among peers of different virtue, in virtual time. */
final class SyncSimulation {
  /** How a peer is. */
  enum Kind {
    HONEST,
    /** Replies after every timeout. */
    SLOW,
    /** Never answers. */
    SILENT,
    /** Goes away and comes back all the time. */
    FLEETING,
    /** Says that it has nothing. */
    EMPTY,
    /** Says that it has everything and gives nothing. */
    BOASTING,
    /** Swaps blocks, cuts certificates, signs itself, names epochs that never were. */
    LYING
  }

  private record Event(long atNs, long number, Runnable action) {}

  /** Of the heights that may be ahead not all have room, as blocks have 300 bytes and more. */
  static final SyncSettings LIMITS = new SyncSettings(3, 9, 1_500, 1_000, 100);

  final LedgerSync sync;
  final List<CertifiedBlock> delivered = new ArrayList<>();
  final Set<PublicKey> dropped = new TreeSet<>();
  final List<String> reasons = new ArrayList<>();
  String halt = "";
  int mostWaiting;
  long mostBytesWaiting;
  private final TestLedger ledger;
  private final TestLedgerNode source;
  private final Random random;
  private final Map<PublicKey, Kind> kinds = new LinkedHashMap<>();
  private final Set<PublicKey> away = new TreeSet<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.atNs() != b.atNs()
                  ? Long.compare(a.atNs(), b.atNs())
                  : Long.compare(a.number(), b.number()));
  private long number;
  private long nowNs;

  SyncSimulation(
      TestLedger ledger, TestLedgerNode source, LedgerSync sync, List<Kind> peers, long seed) {
    this.ledger = ledger;
    this.source = source;
    this.sync = sync;
    this.random = new Random(seed);
    for (int i = 0; i < peers.size(); i++) {
      kinds.put(ledger.scheme.named("peer " + i).publicKey(), peers.get(i));
    }
  }

  Set<PublicKey> liars() {
    Set<PublicKey> liars = new TreeSet<>(kinds.keySet());
    liars.removeIf(key -> kinds.get(key) != Kind.LYING);
    return liars;
  }

  /** Until nothing is missing up to {@code height}, or the time is over. */
  void run(long height, long untilNs) {
    later(0, this::tick);
    while (!events.isEmpty() && nowNs < untilNs && !sync.isDone() && sync.nextHeight() <= height) {
      Event event = events.remove();
      nowNs = event.atNs();
      event.action().run();
      mostWaiting = Math.max(mostWaiting, sync.bufferedBlocks());
      mostBytesWaiting = Math.max(mostBytesWaiting, sync.bufferedBytes());
    }
  }

  private void later(long delayNs, Runnable action) {
    events.add(new Event(nowNs + delayNs, number++, action));
  }

  private void tick() {
    kinds.forEach(
        (key, kind) -> {
          if (kind == Kind.FLEETING && random.nextInt(3) == 0 && !away.remove(key)) {
            away.add(key);
          }
        });
    Set<PublicKey> here = new TreeSet<>(kinds.keySet());
    here.removeAll(away);
    act(sync.connected(here, nowNs));
    later(20, this::tick);
  }

  private void act(List<SyncAction> steps) {
    for (SyncAction step : steps) {
      switch (step) {
        case SyncAction.RequestBlocks ask -> decisions(ask);
        case SyncAction.RequestEpochProofs ask -> epochs(ask);
        case SyncAction.DeliverBlock deliver -> delivered.add(deliver.decision());
        case SyncAction.DropPeer drop -> {
          dropped.add(drop.peer());
          reasons.add(drop.reason());
        }
        case SyncAction.HaltSync stop -> halt = stop.reason();
      }
    }
  }

  private long delay(Kind kind) {
    return kind == Kind.SLOW ? 1_500 : 1 + random.nextInt(50);
  }

  private void epochs(SyncAction.RequestEpochProofs ask) {
    Kind kind = kinds.get(ask.peer());
    if (kind == Kind.SILENT) {
      later(2_000, () -> act(sync.failed(ask.peer(), nowNs)));
      return;
    }
    EpochProofsResponse answer =
        ask(CallKind.EPOCHS.method(), ask.question(), Codec.of(EpochProofsResponse.class)::decode);
    later(delay(kind), () -> act(sync.epochsReceived(ask.peer(), answer, nowNs)));
  }

  private void decisions(SyncAction.RequestBlocks ask) {
    Kind kind = kinds.get(ask.peer());
    CertifiedBlocksResponse honest =
        ask(
            CallKind.BLOCKS.method(),
            ask.question(),
            Pbft.PROTOCOL.codecs().codec(CertifiedBlocksResponse.class)::decode);
    switch (kind) {
      case SILENT -> later(2_000, () -> act(sync.failed(ask.peer(), nowNs)));
      case FLEETING -> {
        boolean fails = random.nextBoolean();
        later(
            delay(kind),
            () ->
                act(
                    fails
                        ? sync.failed(ask.peer(), nowNs)
                        : sync.blocksReceived(ask.peer(), honest, nowNs)));
      }
      case EMPTY -> answer(ask, kind, new CertifiedBlocksResponse(0, List.of()));
      case BOASTING -> answer(ask, kind, new CertifiedBlocksResponse(Long.MAX_VALUE, List.of()));
      case LYING -> answer(ask, kind, lie(honest));
      default -> answer(ask, kind, shortened(honest));
    }
  }

  private void answer(SyncAction.RequestBlocks ask, Kind kind, CertifiedBlocksResponse answer) {
    later(delay(kind), () -> act(sync.blocksReceived(ask.peer(), answer, nowNs)));
  }

  /** As one that ran into its limit of bytes. */
  private CertifiedBlocksResponse shortened(CertifiedBlocksResponse honest) {
    int size = honest.blocks().size();
    return size < 2
        ? honest
        : new CertifiedBlocksResponse(
            honest.height(), honest.blocks().subList(0, 1 + random.nextInt(size)));
  }

  private CertifiedBlocksResponse lie(CertifiedBlocksResponse honest) {
    if (honest.blocks().isEmpty()) {
      return honest;
    }
    return new CertifiedBlocksResponse(
        honest.height(),
        InvalidBlockRuns.of(ledger, honest.blocks(), random.nextInt(InvalidBlockRuns.KINDS)));
  }

  private <T> T ask(RpcMethod topic, Encodable question, Function<Decoder, T> reader) {
    Peer self = TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE);
    for (RpcService service : source.services().all()) {
      if (service.method().equals(topic)) {
        try {
          Bytes answer = service.handle(self, question.encoded());
          return Decoder.decode(answer, reader);
        } catch (RefusedException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no such service");
  }
}
