package org.medchain.consensus;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.Screening;

/**
 * The inputs of one life of a replica that come from outside, in the order in which every host
 * gives them (CONS-15): the log that the disk has, the start, the peers with a link, and then what
 * arrives, each message screened before its signatures are checked. An {@link OutputInterpreter},
 * or the host itself, gives the inputs that follow from the replica's own outputs.
 */
public final class HostCore {
  private final LongSupplier nowNs;
  private final Consumer<Input> replica;
  private final BiFunction<PublicKey, Message, Screening> screen;
  private final Set<PublicKey> reachableAtStart = new LinkedHashSet<>();
  private boolean started;

  /** Authenticates an envelope, and asks what it is given before it checks a signature (NET-7). */
  @FunctionalInterface
  public interface Authentication {
    /** The result of {@code Authenticator.authenticate} under this screen. */
    Optional<AuthenticationResult> under(BiFunction<PublicKey, Message, Screening> screen);
  }

  /**
   * A life that has not begun.
   *
   * @param nowNs the time of the next input, in ns since the Unix epoch
   * @param steps takes each input with all its consequences; a host that crashes meanwhile ignores
   *     the later ones
   */
  public HostCore(Replica replica, LongSupplier nowNs, Consumer<Input> steps) {
    this.nowNs = nowNs;
    this.replica = steps;
    this.screen = replica::screen;
  }

  /**
   * Begins. An empty log is given too: it does not show whether this is the first start or the disk
   * is lost.
   *
   * @param log the durable entries of earlier lives, the oldest first
   */
  public void start(List<Bytes> log) {
    replica.accept(new Input.Recovered(nowNs.getAsLong(), log));
    replica.accept(new Input.Started(nowNs.getAsLong()));
    started = true;
    reachableAtStart.forEach(this::reachable);
  }

  /** Whether the replica takes what comes; before, senders retransmit. */
  public boolean hasStarted() {
    return started;
  }

  /** A link to a node came up, for the first time or again; before the start it is remembered. */
  public void reachable(PublicKey peer) {
    if (started) {
      replica.accept(new Input.PeerReachable(nowNs.getAsLong(), peer));
    } else {
      reachableAtStart.add(peer);
    }
  }

  /**
   * The content of an envelope; empty if the replica does not need it, which then never hears of
   * it.
   */
  public Optional<AuthenticationResult> authenticate(Authentication authentication) {
    return authentication.under(screen);
  }

  /**
   * The same for an envelope that was authenticated for several nodes, each of which screens it for
   * itself: {@code known} is what {@link Authenticator#authenticate(Envelope)} said of it.
   */
  public static Optional<AuthenticationResult> screened(
      Authenticator authenticator,
      Envelope envelope,
      AuthenticationResult known,
      BiFunction<PublicKey, Message, Screening> screen) {
    if (envelope.code() == Envelope.MAC_CODE) {
      return Optional.of(known);
    }
    if (!(known instanceof AuthenticationResult.Verified verified)) {
      // Its form or its sender may be refused first.
      return authenticator.authenticate(envelope, screen);
    }
    return switch (screen.apply(verified.sender(), verified.message())) {
      case Screening.Needed needed -> Optional.of(known);
      case Screening.Unneeded unneeded -> Optional.empty();
      case Screening.Unsound unsound ->
          Optional.of(
              new AuthenticationResult.Rejected(
                  envelope.sender(), unsound.kind(), unsound.reason()));
    };
  }

  /** A message came of which {@link #authenticate} says this. */
  public void receive(Envelope envelope, AuthenticationResult result) {
    boolean isSigned = envelope.code() != Envelope.MAC_CODE;
    replica.accept(
        isSigned
                && result instanceof AuthenticationResult.Verified verified
                && verified.message() instanceof Request request
            ? new Input.RequestSubmitted(nowNs.getAsLong(), request.transaction())
            : Input.of(nowNs.getAsLong(), envelope, result));
  }
}
