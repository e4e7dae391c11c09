package org.medchain.comparison.workload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.data.PublicKey;
import org.medchain.simulation.model.RandomStreams;

/**
 * Who is dishonest, who is lazy, and how verifiers vote in a game (CMP-53). All draws depend on the
 * seed alone, not on the shares: with a larger share the same are dishonest and some more, and a
 * verifier who looks at a record sees the same.
 */
final class GamePlayers {
  private final GameConfig game;
  private final RandomStreams streams;
  private final Set<String> dishonest;
  private final Set<Integer> lazy = new TreeSet<>();
  private final List<String> patients;
  private final Map<PublicKey, Integer> institutions = new LinkedHashMap<>();

  GamePlayers(GameConfig game, ChainParticipants participants, List<String> patients, long seed) {
    this.game = game;
    this.streams = new RandomStreams(seed);
    IncentiveSetting point = game.point().orElseThrow();
    this.patients = RandomOrder.of(patients, streams.stream("uploaders", 0));
    List<String> byHonesty = RandomOrder.of(patients, streams.stream("dishonest", 0));
    this.dishonest = new TreeSet<>(byHonesty.subList(0, count(point.dishonest(), patients.size())));
    List<Integer> byZeal = new ArrayList<>();
    for (int client = 0; client < participants.institutions(); client++) {
      byZeal.add(client);
      institutions.put(participants.institution(client).publicKey(), client);
    }
    int lazyCount = count(point.lazy(), byZeal.size());
    lazy.addAll(RandomOrder.of(byZeal, streams.stream("lazy", 0)).subList(0, lazyCount));
  }

  /** A share of a number, half rounded up, in decimals. */
  private static int count(double share, int of) {
    return BigDecimal.valueOf(share)
        .multiply(BigDecimal.valueOf(of))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /** Whose record is uploaded next: each patient in turn, so that all upload equally often. */
  String uploader(int number) {
    return patients.get(number % patients.size());
  }

  /** Whether what this patient uploads is false. */
  boolean isDishonest(String patient) {
    return dishonest.contains(patient);
  }

  /** Which client's institution a verifier is. */
  int clientOf(PublicKey verifier) {
    return institutions.get(verifier);
  }

  /** Whether the institution of a client calls a record valid. */
  boolean callsValid(VerifiedRecord record, int client) {
    UniformRandomProvider random = streams.stream("votes", record.number);
    double drawn = 0;
    for (int each = 0; each <= client; each++) {
      drawn = random.nextDouble();
    }
    double rejectProbability = record.untrue ? 1 - game.missChance() : game.alarmChance();
    return lazy.contains(client) || drawn >= rejectProbability;
  }
}
