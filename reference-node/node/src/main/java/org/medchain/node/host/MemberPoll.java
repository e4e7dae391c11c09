package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the members how high their ledgers are when messages do not tell it (NODE-14), and whether
 * these are the one that is known to be certified here (NODE-17): at each new connection, and
 * regularly while nothing is executed here. An idle cluster sends no messages, so a node that lacks
 * blocks would not notice it; and a node that executes blocks has lost nothing.
 *
 * <p>A node that is behind for longer names the members that are further, with growing pauses,
 * since a transfer may take its time.
 */
public final class MemberPoll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemberPoll.class);
  private static final long BASE_INTERVAL_MS = 500;

  /** More members are asked less often, so that n nodes do not put n² questions each time. */
  private static final long INTERVAL_PER_MEMBER_MS = 10;

  private static final int LONGEST_PAUSE = 16;

  /** Above all heights, so that the reply has only the height. */
  private static final HeightRange NO_HEADERS = new HeightRange(Long.MAX_VALUE, 1);

  private final Executor thread;
  private final RpcClient asker;
  private final Supplier<Membership> members;
  private final ReportedHeights heights;
  private final Optional<HistoryWatch> history;
  private final LongSupplier ownHeight;
  private final LongSupplier clockNs;
  private final Consumer<PublicKey> further;
  private Optional<ScheduledFuture<?>> schedule = Optional.empty();
  private long heightBefore;
  private int rounds;
  private int roundsBehind;
  private int awaited;
  private boolean closed;

  /**
   * A poll that has not begun.
   *
   * @param thread of the reports
   * @param asker connected to members
   * @param heights takes the answers
   * @param history takes them too; empty where blocks are not certified
   * @param ownHeight to compare with; always the same at a process that has no ledger
   * @param further gets each member that has more than this node has had for a while
   */
  public MemberPoll(
      Executor thread,
      RpcClient asker,
      Supplier<Membership> members,
      ReportedHeights heights,
      Optional<HistoryWatch> history,
      LongSupplier ownHeight,
      LongSupplier clockNs,
      Consumer<PublicKey> further) {
    this.thread = thread;
    this.asker = asker;
    this.members = members;
    this.heights = heights;
    this.history = history;
    this.ownHeight = ownHeight;
    this.clockNs = clockNs;
    this.further = further;
  }

  /** Begins, on the thread of reports. */
  public void start(EventLoop loop) {
    long pauseMs = pauseMs(members.get().size());
    schedule =
        Optional.of(loop.scheduleWithFixedDelay(this::round, 0, pauseMs, TimeUnit.MILLISECONDS));
  }

  /** The pause between two rounds, in ms. */
  public static long pauseMs(int members) {
    return BASE_INTERVAL_MS + INTERVAL_PER_MEMBER_MS * members;
  }

  /** Asks a peer that has just been connected, if it is a member. */
  public void opened(Peer peer) {
    if (!closed && isMember(peer.key())) {
      ask(peer.key());
    }
  }

  /** A member of the last epoch that is known, or of the next. */
  private boolean isMember(PublicKey key) {
    return members.get().contains(key)
        || history.filter(each -> each.members().contains(key)).isPresent();
  }

  /** A connection ended; another one to the same peer may be kept instead. */
  public void closed(Peer peer) {
    if (asker.peers().stream().noneMatch(each -> each.key().equals(peer.key()))) {
      heights.connectionLost(peer.key());
    }
  }

  /**
   * Asks each member that is connected once. {@link #start} has this done at the usual times; where
   * time is another's, as in an experiment, that one calls it.
   */
  public void round() {
    if (closed) {
      return;
    }
    long own = ownHeight.getAsLong();
    if (own == heightBefore) {
      conclude(); // without those that are still awaited
      history.ifPresent(HistoryWatch::begin);
      awaited++;
      List<PublicKey> asked = asker.peers().stream().map(Peer::key).filter(this::isMember).toList();
      if (!asked.isEmpty()) {
        PublicKey next = asked.get(rounds++ % asked.size());
        history.ifPresent(each -> askForEpochs(each, next));
      }
      asked.forEach(this::ask);
      ended();
      nameFurtherMembers(own);
    } else {
      roundsBehind = 0;
    }
    heightBefore = own;
  }

  private void nameFurtherMembers(long own) {
    if (heights.attestedHeight() <= own) {
      roundsBehind = 0;
      return;
    }
    roundsBehind++;
    if (Integer.bitCount(roundsBehind) == 1 || roundsBehind % LONGEST_PAUSE == 0) {
      asker.peers().stream()
          .map(Peer::key)
          .filter(peer -> heights.reportedBy(peer).orElse(0L) > own)
          .forEach(further);
    }
  }

  private void ask(PublicKey member) {
    HeightRange question = history.map(HistoryWatch::question).orElse(NO_HEADERS);
    Optional<Header> known = history.map(HistoryWatch::head);
    call(
        member,
        CallKind.HEADERS,
        question,
        history.map(HistoryWatch::answers).orElseGet(() -> Codec.of(HeadersResponse.class)),
        reply -> {
          heights.heightReported(member, reply.height());
          if (history.isPresent() && history.get().replied(member, known.orElseThrow(), reply)) {
            ask(member);
          }
        });
  }

  private void askForEpochs(HistoryWatch watch, PublicKey member) {
    watch
        .epochQuestion()
        .ifPresent(
            question ->
                call(
                    member,
                    CallKind.EPOCHS,
                    question,
                    Codec.of(EpochProofsResponse.class),
                    reply -> watch.epochsReplied(member, reply)));
  }

  /** Takes a reply. */
  private interface ReplyTaker<T> {
    void take(T reply) throws IOException;
  }

  /** A peer that does not reply, or replies with something else, says nothing. */
  private <T> void call(
      PublicKey peer, CallKind kind, Encodable question, Codec<T> codec, ReplyTaker<T> taker) {
    awaited++;
    var unused =
        asker
            .call(peer, kind.method(), question.encoded())
            .whenComplete(
                (answer, failure) ->
                    thread.execute(
                        () -> {
                          if (failure == null) {
                            taken(answer, codec, taker);
                          }
                          ended();
                        }));
  }

  private void ended() {
    awaited--;
    if (awaited == 0) {
      conclude();
    }
  }

  private void conclude() {
    history.ifPresent(each -> each.conclude(clockNs.getAsLong()));
  }

  private static <T> void taken(Bytes answer, Codec<T> codec, ReplyTaker<T> taker) {
    try {
      taker.take(codec.decoded(answer));
    } catch (MalformedInput e) {
      return; // Says nothing, so the next question comes.
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("cause", String.valueOf(e))
          .log("the members' ledger is not watched");
    }
  }

  /** The lack or contradiction of the ledger that members show, in one line; for any thread. */
  public Optional<String> alarm() {
    return history.flatMap(HistoryWatch::reason);
  }

  /** Asks no more; on the thread of reports. */
  @Override
  public void close() {
    closed = true;
    schedule.ifPresent(each -> each.cancel(false));
  }
}
