package org.medchain.node.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.medchain.consensus.Quorum;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.failure.FatalError;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.LedgerRpcMethods;
import org.medchain.node.ledger.QuorumCertificateVerifier;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the members for the block that is known to be certified here, and for those above it
 * (NODE-17), on a thread of its own. One reply shows all that is needed: how high a member's ledger
 * is, and whether it is the one that is known here.
 */
public final class HistoryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

  /** How long members may need to execute what is certified, also while they load their state. */
  public static final long LIMIT_NS = 20_000_000_000L;

  private static final long PAUSE_MS = 1_000;

  /** More members are asked less often, so that n processes do not put n² questions each time. */
  private static final long PAUSE_PER_MEMBER_MS = 10;

  private static final long ANSWER_MS = 2_000;

  /** Runs of headers that are fetched without a pause: what is far behind must not wait. */
  private static final int RUNS_AT_ONCE = 16;

  private final KnownLedger ledger;
  private final RpcClient asker;
  private final QuorumCertificateVerifier check;
  private final HistoryAlarm alarm;
  private final LongSupplier clockNs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("history-watch").unstarted(work));
  private int rounds;
  private boolean logged;
  private boolean contradictionLogged;
  private volatile long height;
  private volatile int showing;

  /**
   * A watch that has not begun.
   *
   * @param clockNs for the alarm's patience
   */
  public HistoryWatch(
      KnownLedger ledger,
      RpcClient asker,
      QuorumCertificateVerifier check,
      HistoryAlarm alarm,
      LongSupplier clockNs) {
    this.ledger = ledger;
    this.asker = asker;
    this.check = check;
    this.alarm = alarm;
    this.clockNs = clockNs;
    this.height = ledger.head().height();
  }

  /** Begins. */
  public void start() {
    long pauseMs = pauseMs(members().size());
    var unused = thread.scheduleWithFixedDelay(this::runRound, 0, pauseMs, TimeUnit.MILLISECONDS);
  }

  /** The pause between two rounds, in ms. */
  public static long pauseMs(int members) {
    return PAUSE_MS + PAUSE_PER_MEMBER_MS * members;
  }

  private void runRound() {
    try {
      round();
    } catch (IOException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("cause", String.valueOf(e))
          .log("the members' ledger is not watched");
    } catch (Error e) {
      FatalError.uncaught(e);
    }
  }

  private Membership members() {
    return ledger.members().members(ledger.members().current());
  }

  /**
   * Asks each member that is connected once. {@link #start} has this done at the usual times; where
   * time is another's, as in an experiment, that one calls it, and nothing was started.
   *
   * @throws IOException if what is known cannot be kept
   */
  public void round() throws IOException {
    long before = ledger.head().height();
    if (before != height && ledger.wanted() == 0) {
      height = before; // Blocks are executed here: who is at work has lost nothing.
      return;
    }
    Membership members = members();
    List<PublicKey> asked =
        asker.peers().stream().map(Peer::key).filter(members::contains).toList();
    List<Long> heights = new ArrayList<>();
    Optional<Long> contradiction = Optional.empty();
    if (!asked.isEmpty()) {
      askForEpochs(asked.get(rounds++ % asked.size()));
    }
    for (PublicKey member : asked) {
      Optional<MemberReply> reply = ask(member);
      reply.ifPresent(each -> heights.add(each.height()));
      contradiction = contradiction.or(() -> reply.flatMap(MemberReply::contradiction));
    }
    height = ledger.head().height();
    showing = (int) heights.stream().filter(each -> each >= before).count();
    alarm.update(
        clockNs.getAsLong(),
        height,
        new Quorum(members.size()),
        new HistoryAlarm.MemberStatements(heights, contradiction));
    log();
  }

  /** What one member has; a height at which a quorum certified another block, if it showed one. */
  private record MemberReply(long height, Optional<Long> contradiction) {}

  private Optional<MemberReply> ask(PublicKey member) throws IOException {
    Optional<MemberReply> reply = Optional.empty();
    for (int run = 0; run < RUNS_AT_ONCE; run++) {
      Header head = ledger.head();
      HeightRange range = new HeightRange(Math.max(1, head.height()), ledger.wanted() + 1);
      Optional<HeadersResponse> answer =
          call(member, LedgerRpcMethods.HEADERS, range, HeadersResponse::decode);
      if (answer.isEmpty()) {
        return reply;
      }
      reply = Optional.of(new MemberReply(answer.get().height(), compared(head, answer.get())));
      boolean extended = ledger.head().height() > head.height();
      if (!extended || ledger.head().height() >= answer.get().height()) {
        return reply;
      }
    }
    return reply;
  }

  /** Takes what follows the head; a height of another history, if a quorum has certified it. */
  private Optional<Long> compared(Header head, HeadersResponse answer) throws IOException {
    List<Header> shown = answer.headers();
    if (shown.isEmpty() || !isLinked(shown)) {
      return Optional.empty();
    }
    Header first = shown.getFirst();
    boolean atHead = head.height() > 0;
    if (first.height() != Math.max(1, head.height())) {
      return Optional.empty();
    }
    Hash expected = atHead ? first.hash() : first.previous();
    try {
      if (expected.equals(head.hash())) {
        List<Header> next = atHead ? shown.subList(1, shown.size()) : shown;
        if (!next.isEmpty()) {
          ledger.extend(next, answer.certificate().orElseThrow());
        }
        return Optional.empty();
      }
    } catch (InvalidProofException e) {
      return Optional.empty(); // It may be of an epoch whose proof has not come yet.
    }
    boolean certified =
        check
            .findError(shown.getLast(), answer.certificate().orElseThrow(), ledger.members())
            .isEmpty();
    return certified ? Optional.of(first.height()) : Optional.empty();
  }

  private static boolean isLinked(List<Header> headers) {
    for (int i = 1; i < headers.size(); i++) {
      Header below = headers.get(i - 1);
      if (headers.get(i).height() != below.height() + 1
          || !headers.get(i).previous().equals(below.hash())) {
        return false;
      }
    }
    return true;
  }

  private void askForEpochs(PublicKey member) throws IOException {
    EpochProofsRequest question = new EpochProofsRequest(ledger.members().current());
    Optional<EpochProofsResponse> answer =
        call(member, LedgerRpcMethods.EPOCHS, question, EpochProofsResponse::decode);
    try {
      for (Bytes proof : answer.map(EpochProofsResponse::proofs).orElse(List.of())) {
        boolean unused = ledger.advanceEpoch(proof);
      }
    } catch (InvalidProofException e) {
      LOG.atWarn()
          .addKeyValue("peer", member.brief())
          .addKeyValue("reason", e.getMessage())
          .log("peer sent what does not hold");
    }
  }

  /** Nothing if it does not reply, or not with what was asked for. */
  private <T> Optional<T> call(
      PublicKey peer, RpcMethod topic, Encodable question, Function<Decoder, T> reader) {
    try {
      Bytes answer =
          asker.call(peer, topic, question.encoded()).get(ANSWER_MS, TimeUnit.MILLISECONDS);
      return Optional.of(Decoder.decode(answer, reader));
    } catch (ExecutionException | TimeoutException | MalformedInput e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void log() {
    Optional<String> now = alarm.reason();
    boolean worse = alarm.isContradicted() && !contradictionLogged;
    if (now.isPresent() && (worse || !logged)) {
      LOG.error("ALARM: {}", now.get());
    } else if (now.isEmpty() && logged) {
      LOG.info("the alarm ends: the members have the ledger again");
    }
    logged = now.isPresent();
    contradictionLogged = alarm.isContradicted();
  }

  /** Why there is an alarm, in one line; empty if there is none. For any thread. */
  public Optional<String> reason() {
    return alarm.reason();
  }

  /** The certified height that is known here; for any thread. */
  public long height() {
    return height;
  }

  /** How many members have just shown a ledger up to it; for any thread. */
  public int showing() {
    return showing;
  }

  @Override
  public void close() {
    thread.shutdown(); // not interrupted: it may be writing a file
  }
}
