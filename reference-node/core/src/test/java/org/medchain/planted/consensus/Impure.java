package org.medchain.planted.consensus;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.medchain.planted.Breaks;

/** Asks the machine for time, surroundings and chance. */
final class Impure {
  private Impure() {}

  @Breaks("no clock")
  static final class WallClock {
    Instant now() {
      return Instant.now();
    }
  }

  @Breaks("no clock")
  static final class InjectedClock {
    long now(Clock clock) {
      return clock.millis();
    }
  }

  @Breaks("no environment")
  static final class NanoClock {
    long now() {
      return System.nanoTime();
    }
  }

  @Breaks("no environment")
  static final class MilliClock {
    long now() {
      return System.currentTimeMillis();
    }
  }

  @Breaks("no environment")
  static final class Variable {
    String home() {
      return System.getenv("HOME");
    }
  }

  @Breaks("no environment")
  static final class Setting {
    String version() {
      return System.getProperty("java.version");
    }
  }

  @Breaks("no environment")
  static final class HiddenSetting {
    boolean isSet() {
      return Boolean.getBoolean("medchain.fast");
    }
  }

  @Breaks("no environment")
  static final class Machine {
    int processors() {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  @Breaks("no environment")
  static final class Address {
    int of(Object any) {
      return System.identityHashCode(any);
    }
  }

  @Breaks("no randomness")
  static final class Unseeded {
    int next() {
      return new Random().nextInt();
    }
  }

  @Breaks("no randomness")
  static final class Splitting {
    int next(SplittableRandom random) {
      return random.nextInt();
    }
  }

  @Breaks("no randomness")
  static final class Generator {
    int next(RandomGenerator random) {
      return random.nextInt();
    }
  }

  @Breaks("no randomness")
  static final class Draw {
    double next() {
      return Math.random();
    }
  }

  @Breaks("no randomness")
  static final class Unique {
    UUID next() {
      return UUID.randomUUID();
    }
  }
}
