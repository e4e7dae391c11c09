package org.medchain.node.host;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;

/**
 * Asks the members for their heights when messages do not tell them (NODE-14): at each new
 * connection, and regularly while nothing is executed here. An idle cluster sends no messages, so a
 * node that lacks blocks would not notice it.
 *
 * <p>What is behind for longer names the members that are further; with growing pauses, since a
 * transfer may take its time.
 */
public final class MemberHeightPoll implements AutoCloseable {
  private static final long BASE_INTERVAL_MS = 500;

  /** More members are asked less often, so that n nodes do not put n² questions each time. */
  private static final long INTERVAL_PER_MEMBER_MS = 10;

  private static final int LONGEST_PAUSE = 16;

  private final EventLoop loop;
  private final RpcClient asker;
  private final Supplier<Membership> members;
  private final ReportedHeights heights;
  private final LongSupplier ownHeight;
  private final Consumer<PublicKey> further;
  private Optional<ScheduledFuture<?>> next = Optional.empty();
  private long heightBefore = -1;
  private int roundsBehind;
  private boolean closed;

  /**
   * A poll that has not begun.
   *
   * @param loop the thread of reports
   * @param asker connected to members
   * @param heights takes the answers
   * @param ownHeight to compare with; always the same at a process that has no ledger
   * @param further gets each member that has more than this node has had for a while
   */
  public MemberHeightPoll(
      EventLoop loop,
      RpcClient asker,
      Supplier<Membership> members,
      ReportedHeights heights,
      LongSupplier ownHeight,
      Consumer<PublicKey> further) {
    this.loop = loop;
    this.asker = asker;
    this.members = members;
    this.heights = heights;
    this.ownHeight = ownHeight;
    this.further = further;
  }

  /** Begins, on the thread of reports. */
  public void start() {
    loop.execute(this::round);
  }

  /** Asks a peer that has just been connected, if it is a member. */
  public void opened(Peer peer) {
    if (!closed && members.get().contains(peer.key())) {
      ask(peer.key());
    }
  }

  /** A connection ended; another one to the same peer may be kept instead. */
  public void closed(Peer peer) {
    if (asker.peers().stream().noneMatch(each -> each.key().equals(peer.key()))) {
      heights.connectionLost(peer.key());
    }
  }

  private void round() {
    if (closed) {
      return;
    }
    long own = ownHeight.getAsLong();
    if (own == heightBefore) {
      asker.peers().forEach(this::opened);
      nameFurtherMembers(own);
    } else {
      roundsBehind = 0;
    }
    heightBefore = own;
    long pauseMs = BASE_INTERVAL_MS + INTERVAL_PER_MEMBER_MS * members.get().size();
    next = Optional.of(loop.schedule(this::round, pauseMs, TimeUnit.MILLISECONDS));
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
    var unused =
        asker
            .call(member, CallKind.QUERY.method(), new LedgerQuery.ChainHeadQuery().encoded())
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    loop.execute(() -> answered(member, answer));
                  }
                });
  }

  private void answered(PublicKey member, Bytes answer) {
    try {
      if (Decoder.decode(answer, LedgerQueryResponse::decode)
          instanceof LedgerQueryResponse.ChainHeadResponse head) {
        heights.heightReported(member, head.height());
      }
    } catch (MalformedInput e) {
      return; // Says nothing, so the next question comes.
    }
  }

  /** Asks no more; on the thread of reports. */
  @Override
  public void close() {
    closed = true;
    next.ifPresent(scheduled -> scheduled.cancel(false));
  }
}
