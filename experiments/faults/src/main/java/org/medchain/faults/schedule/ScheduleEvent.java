package org.medchain.faults.schedule;

import java.util.Locale;
import java.util.function.ObjLongConsumer;
import org.medchain.adversary.SeededDraws;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;

/**
 * One step of a schedule, in words that keep their meaning when other steps are removed (SCH-3): a
 * message is named by link, kind, view, height and occurrence number, never by its bytes.
 *
 * @param action what happens
 * @param at the host or client to which it happens; empty for a message on a link
 * @param what the message, timer or number, as the verb needs it; empty if it needs none
 */
public record ScheduleEvent(ScheduleAction action, String at, String what) {
  /** What may happen. */
  enum ScheduleAction {
    /** A message arrives. */
    DELIVER,
    /** A message arrives and will arrive again. */
    REPEAT,
    /** A message is lost. */
    LOSE,
    /** A timer runs out. */
    FIRE,
    /** The oldest unsigned message is signed. */
    SIGN(false, ScheduledHost.class, (host, none) -> host.sign()),
    /** This number of further entries of the log become durable. */
    FORCE(true, ScheduledHost.class, (host, count) -> host.force((int) count)),
    /** The oldest commit, revert or restore is carried out. */
    EXECUTE(false, ScheduledHost.class, (host, none) -> host.execute()),
    /** The host stops; this number of further entries of its log have reached the disk. */
    CRASH(true, ScheduledHost.class, (host, forced) -> host.crash((int) forced)),
    /** A copy is made of what is durable at the host. */
    COPY(false, ScheduledHost.class, (host, none) -> host.disk.copy()),
    /** While the host is down: this copy takes the place of its disk, or an empty one for 0. */
    PUT_BACK(true, ScheduledHost.class, (host, copy) -> host.putBack((int) copy)),
    /** The host starts again with what its disk holds. */
    RESTART(false, ScheduledHost.class, (host, none) -> host.restart()),
    /** The link to the host of this name goes down and comes up: what was on it is lost. */
    FLAP,
    /** The host's clock advances by this number of milliseconds. */
    TICK(true, ScheduledHost.class, (host, ms) -> host.tick(ms * 1_000_000)),
    /** A client submits its next request, or a read. */
    SUBMIT(true, ScheduledClient.class, (client, what) -> client.submit((int) what)),
    /** A Byzantine member sends a message; the number is the seed of what. */
    SAY(true, ByzantineActor.class, (actor, seed) -> actor.act(new SeededDraws(seed))),
    /** The search finds the requested header. */
    MINE(false, ScheduledHost.class, (host, none) -> host.system.mine(host));

    /** Whether an event of it ends in a number. */
    final boolean numbered;

    /** At whom it happens. */
    final Class<? extends Endpoint> at;

    private final ObjLongConsumer<Endpoint> step;

    <P extends Endpoint> ScheduleAction(boolean numbered, Class<P> at, ObjLongConsumer<P> step) {
      this.numbered = numbered;
      this.at = at;
      this.step = (party, number) -> step.accept(at.cast(party), number);
    }

    /** One of a message, a timer or a link. */
    ScheduleAction() {
      this(false, Endpoint.class, (party, none) -> {});
    }

    /** Lets it happen; 0 where it has no number. */
    void play(Endpoint party, long number) {
      step.accept(party, number);
    }

    /** As in a file. */
    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads what {@link #toString} wrote. */
  static ScheduleEvent parse(String line) {
    String[] words = line.strip().split(" ", 3);
    for (ScheduleAction verb : ScheduleAction.values()) {
      if (verb.word().equals(words[0])) {
        return new ScheduleEvent(
            verb, words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
      }
    }
    throw new IllegalArgumentException("no step is called '" + words[0] + "'");
  }

  /**
   * The number that it ends in.
   *
   * @throws IllegalArgumentException if it ends in none
   */
  long number() {
    try {
      return Long.parseLong(what.substring(what.lastIndexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + this + "' ends in no number", e);
    }
  }

  /** The same where it is how many of something; 0 where the action has none. */
  long count() {
    return !action.numbered
        ? 0
        : action == ScheduleAction.SAY ? number() : Math.clamp(number(), 0, Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    return (action.word() + " " + at + " " + what).strip();
  }
}
