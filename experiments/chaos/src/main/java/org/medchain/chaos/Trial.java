package org.medchain.chaos;

import java.util.Optional;
import java.util.function.Consumer;

/** One schedule from its seed to its verdict: a pure function of the seed and the code (SCH-2). */
final class Trial {
  private Trial() {}

  /** Plays the plan and writes down what the replicas do, for a model to be held against. */
  static Verdict trace(Plan plan, Consumer<String> lines) {
    World world = new World(plan, false, Optional.of(lines));
    play(world);
    return verdict(world);
  }

  /** Plays the plan. */
  static Verdict run(Plan plan) {
    World world = new World(plan, false);
    play(world);
    return verdict(world);
  }

  /** Chaos, then, where the plan bears it, healing. */
  static void play(World world) {
    new Chaos(world).play();
    if (!world.judge().isOver() && world.plan().isLive()) {
      new Healing(world).play();
    }
    if (!world.judge().isOver() && world.plan().kind() != Plan.Kind.POW) {
      world.hosts().forEach(host -> checkMemory(world, host));
    }
  }

  private static void checkMemory(World world, Host host) {
    int numbers = host.isHonest() ? host.replica().map(Memory::largest).orElse(0) : 0;
    if (numbers > Memory.MOST_NUMBERS) {
      String kept = numbers + " heights or views";
      world.judge().report("MEM", "host " + host.name() + " keeps something for " + kept);
    }
  }

  static Verdict verdict(World world) {
    return new Verdict(
        world.judge().violation(), world.judge().committed(), world.judge().coverage());
  }
}
