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
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** What a plot can do: say things, have them signed, do something later, draw. */
final class Stage {
  private final Surroundings surroundings;
  private final Draws draws;
  private final String timerName;
  private Membership members;
  private long nowNs;
  private List<Output> outputs = new ArrayList<>();
  private final Deque<Input> inputs = new ArrayDeque<>();

  /**
   * Who asked for a message to be signed, in order: the correct replica (empty) or the plot. Equal
   * messages have interchangeable envelopes, so first come, first served is right.
   */
  private final Map<Message, Deque<Optional<Consumer<Envelope>>>> unsigned = new LinkedHashMap<>();

  private final Map<Timer, Runnable> due = new LinkedHashMap<>();
  private long lastTimer;

  Stage(Surroundings surroundings, int layer) {
    this.surroundings = surroundings;
    this.members = surroundings.members();
    this.draws = Draws.of(surroundings.seed(), members.indexOf(surroundings.self()), layer);
    // Behaviours may stand around each other, and each knows only its own timers.
    this.timerName = "adversary-" + layer;
  }

  // What Byzantine drives.

  void begin(Input input) {
    nowNs = input.nowNs();
    if (input instanceof Input.Executed executed) {
      executed.execution().members().ifPresent(changed -> members = changed);
    }
  }

  /** Does what was to happen once this message is signed, or this time has come. */
  boolean takes(Input input) {
    return switch (input) {
      case Input.MessageSigned signed -> takesSigned(signed);
      case Input.TimerFired fired when fired.timer().name().equals(timerName) -> {
        Runnable action = due.remove(fired.timer());
        if (action != null) {
          action.run();
        }
        yield true;
      }
      default -> false;
    };
  }

  private boolean takesSigned(Input.MessageSigned signed) {
    Deque<Optional<Consumer<Envelope>>> asked = unsigned.get(signed.message());
    if (asked == null) {
      return false;
    }
    Optional<Consumer<Envelope>> next = asked.remove();
    if (asked.isEmpty()) {
      unsigned.remove(signed.message());
    }
    next.ifPresent(action -> action.accept(signed.envelope()));
    return next.isPresent();
  }

  /** The correct replica puts this out. */
  void note(Output output) {
    if (output instanceof Output.Sign sign) {
      unsigned.computeIfAbsent(sign.message(), key -> new ArrayDeque<>()).add(Optional.empty());
    }
  }

  Input given() {
    return inputs.poll();
  }

  List<Output> drain() {
    List<Output> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }

  // What a plot does.

  /** Gives the correct replica an input, after those already given. */
  void give(Input input) {
    inputs.add(input);
  }

  void add(Output output) {
    outputs.add(output);
  }

  void send(PublicKey to, Envelope envelope) {
    add(new Output.Send(to, envelope, List.of()));
  }

  /** Has a message signed with this member's key, and then does something with it. */
  void sign(Message message, Consumer<Envelope> then) {
    unsigned.computeIfAbsent(message, key -> new ArrayDeque<>()).add(Optional.of(then));
    add(new Output.Sign(message));
  }

  /** Does something after so many nanoseconds. */
  void later(long delayNs, Runnable action) {
    Timer timer = new Timer(timerName, ++lastTimer);
    due.put(timer, action);
    add(new Output.StartTimer(timer, delayNs));
  }

  // What a plot knows.

  long nowNs() {
    return nowNs;
  }

  Draws draws() {
    return draws;
  }

  PublicKey self() {
    return surroundings.self();
  }

  Membership members() {
    return members;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** The other members. */
  List<PublicKey> others() {
    return members.keys().stream().filter(key -> !key.equals(self())).toList();
  }

  /** The message in an envelope of this member's own; empty for all that it only passes on. */
  Optional<Message> own(Envelope envelope) {
    return envelope.sender().equals(self()) ? Wire.read(envelope) : Optional.empty();
  }
}
