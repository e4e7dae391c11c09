package org.medchain.adversary;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** The actions of an attack: send, sign, schedule an action, draw. */
public final class AdversaryContext implements ByzantineHost {
  private final AdversarySetup setup;
  private final AdversaryRandom random;
  private final String timerName;
  private Membership members;
  private long nowNs;
  private List<Output> outputs = new ArrayList<>();
  private final Deque<Input> inputs = new ArrayDeque<>();

  /**
   * The origin of each signature request, in order: the correct replica (empty) or the attack.
   * Equal messages have interchangeable envelopes, so first come, first served is right.
   */
  private final Map<Message, Deque<Optional<Consumer<Envelope>>>> awaitingSignature =
      new LinkedHashMap<>();

  private final Map<Timer, Runnable> scheduledActions = new LinkedHashMap<>();
  private long lastTimer;

  public AdversaryContext(AdversarySetup surroundings, int layer) {
    this.setup = surroundings;
    this.members = surroundings.members();
    this.random =
        AdversaryRandom.of(surroundings.seed(), members.indexOf(surroundings.self()), layer);
    // Behaviours may wrap each other, and each knows only its own timers.
    this.timerName = "adversary-" + layer;
  }

  // Called by the member.

  public void begin(Input input) {
    nowNs = input.nowNs();
    if (input instanceof Input.Executed executed) {
      executed.execution().members().ifPresent(changed -> members = changed);
    }
  }

  /** Runs the action that waits for this signature, or for this time. */
  public boolean consumes(Input input) {
    return switch (input) {
      case Input.MessageSigned signed -> consumesSigned(signed);
      case Input.TimerFired fired when fired.timer().name().equals(timerName) -> {
        Runnable action = scheduledActions.remove(fired.timer());
        if (action != null) {
          action.run();
        }
        yield true;
      }
      default -> false;
    };
  }

  private boolean consumesSigned(Input.MessageSigned signed) {
    Deque<Optional<Consumer<Envelope>>> asked = awaitingSignature.get(signed.message());
    if (asked == null) {
      return false;
    }
    Optional<Consumer<Envelope>> next = asked.remove();
    if (asked.isEmpty()) {
      awaitingSignature.remove(signed.message());
    }
    next.ifPresent(action -> action.accept(signed.envelope()));
    return next.isPresent();
  }

  /** The correct replica puts this out. */
  void noteSignRequest(Output output) {
    if (output instanceof Output.Sign sign) {
      awaitingSignature
          .computeIfAbsent(sign.message(), key -> new ArrayDeque<>())
          .add(Optional.empty());
    }
  }

  Input nextInput() {
    return inputs.poll();
  }

  public List<Output> drain() {
    List<Output> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }

  // Actions of an attack.

  /** Gives the correct replica an input, after those already given. */
  void enqueueInput(Input input) {
    inputs.add(input);
  }

  public void add(Output output) {
    outputs.add(output);
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    add(new Output.Send(to, envelope, List.of()));
  }

  @Override
  public void broadcast(Envelope envelope) {
    add(new Output.Broadcast(envelope, List.of()));
  }

  @Override
  public void sign(Message message, Consumer<Envelope> then) {
    awaitingSignature.computeIfAbsent(message, key -> new ArrayDeque<>()).add(Optional.of(then));
    add(new Output.Sign(message));
  }

  /** Sends another message to the receivers of an output. */
  void sendInstead(Output output, Message message) {
    sign(message, signed -> add(EnvelopeOutputs.withEnvelope(output, signed)));
  }

  /** A behaviour's time in nanoseconds. */
  static long ns(double ms) {
    return Math.round(ms * 1e6);
  }

  /** Runs an action after this number of nanoseconds. */
  void schedule(long delayNs, Runnable action) {
    Timer timer = new Timer(timerName, ++lastTimer);
    scheduledActions.put(timer, action);
    add(new Output.StartTimer(timer, delayNs));
  }

  // Knowledge of an attack.

  public long nowNs() {
    return nowNs;
  }

  AdversaryRandom random() {
    return random;
  }

  @Override
  public PublicKey self() {
    return setup.self();
  }

  @Override
  public Membership members() {
    return members;
  }

  AdversarySetup setup() {
    return setup;
  }

  /** Its clients are the correct ones. */
  @Override
  public Optional<Transaction> ownRequest() {
    return Optional.empty();
  }

  @Override
  public Header sealed(Header header) {
    return BlockVariants.sealed(header);
  }

  /** The other members. */
  public List<PublicKey> others() {
    return members.keys().stream().filter(key -> !key.equals(self())).toList();
  }

  /** The message of this member's own that is sent; empty for all that it only passes on. */
  Optional<Message> ownMessage(Output output) {
    return EnvelopeOutputs.envelope(output)
        .filter(envelope -> envelope.sender().equals(self()))
        .flatMap(EnvelopeOutputs::decode);
  }
}
