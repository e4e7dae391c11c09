package org.medchain.contract.fuzz;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Role;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/** Who and what the numbers of {@link WhoReads} are on a chain. */
final class WhoReadsCast {
  static final List<Role> ROLES =
      List.of(
          Role.PATIENT,
          Role.PATIENT,
          Role.DOCTOR,
          Role.DOCTOR,
          Role.HOSPITAL,
          Role.HOSPITAL,
          Role.HOSPITAL,
          Role.INSURER);

  /** The author of all records. */
  static final int DOCTOR = 2;

  static final List<Integer> HOSPITALS = List.of(4, 5, 6);

  /** Two of each patient. */
  static final int RECORDS = 4;

  static final int KEYS_OF_EACH = 4;

  private static final List<List<KeyPair>> KEYS =
      IntStream.range(0, ROLES.size())
          .mapToObj(
              who ->
                  IntStream.range(0, KEYS_OF_EACH)
                      .mapToObj(number -> keyPair(who, number))
                      .toList())
          .toList();

  private WhoReadsCast() {}

  private static KeyPair keyPair(int who, int number) {
    return who == DOCTOR && number == 0
        ? TestChain.DOCTOR
        : TestChain.keys("reader " + who + " " + number);
  }

  /** One of a participant's keys, from 0. */
  static KeyPair key(int who, int number) {
    return KEYS.get(who).get(number);
  }

  /** The first key. */
  static PublicKey name(int who) {
    return key(who, 0).publicKey();
  }

  static int owner(int record) {
    return record / 2;
  }

  static String type(int record) {
    return record % 2 == 0 ? "image" : "laboratory";
  }

  static MedicalRecord record(int number, KeyPair owner) {
    return TestChain.record(owner, type(number), number);
  }
}
