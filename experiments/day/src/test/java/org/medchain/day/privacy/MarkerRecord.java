package org.medchain.day.privacy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.medchain.application.search.Keyword;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.RequestId;
import org.medchain.experiments.config.UserInputException;

/**
 * A record whose description, type and file are words that stand in no other one.
 *
 * @param number of it among all
 * @param record as it stands on the ledger
 * @param upload the request by which it came there
 */
record MarkerRecord(int number, MedicalRecord record, RequestId upload) {
  private static final int REPEATED = 300;

  /** The one with this id that an owner uploaded. */
  static MarkerRecord of(int number, ParticipantFolder owner, Hash id)
      throws IOException, UserInputException {
    KeptRecord kept = owner.kept(id).orElseThrow();
    return new MarkerRecord(
        number, kept.record(), new RequestId(owner.card().key(), kept.request()));
  }

  private static String word(String form, int number) {
    return String.format(Locale.ROOT, form, number);
  }

  /** The one word of a description, which is a keyword too. */
  static String description(int number) {
    return word("markerofdescription%03dq", number);
  }

  static String type(int number) {
    return word("markeroftype%03dz", number);
  }

  private static String inFile(int number) {
    return word("MarkerOfTheFile%03dK", number);
  }

  /** What its owner writes of the visit. */
  static String visit(int number, String doctor) {
    return String.format(
        Locale.ROOT,
        "{\"doctor\": \"%s\", \"type\": \"%s\", \"description\": \"%s\", "
            + "\"made\": \"2026-11-25T09:30:00Z\"}",
        doctor,
        type(number),
        description(number));
  }

  static String file(int number) {
    return (inFile(number) + " ").repeat(REPEATED);
  }

  Hash id() {
    return record.id();
  }

  PlantedMarkers words() {
    return new PlantedMarkers(List.of(description(number), type(number), inFile(number)));
  }

  Keyword keyword() {
    return Keyword.of(description(number));
  }
}
