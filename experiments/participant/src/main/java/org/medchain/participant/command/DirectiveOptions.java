package org.medchain.participant.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.contract.directives.DirectiveScope;
import org.medchain.contract.directives.DirectiveTerms;
import org.medchain.contract.directives.Grantee;
import org.medchain.contract.directives.Purpose;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.identity.IdentitiesFolder;
import org.medchain.participant.record.TextSealing;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a consent is about: which records, whose, what for (CON-30). */
final class DirectiveOptions {
  private static final String ANY_OF = "role:";

  @Parameters(
      paramLabel = "RECORD",
      arity = "0..1",
      converter = SessionCommand.RecordIdConverter.class,
      description = "The record's id; or --type or --all instead.")
  private Hash record;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "All records of this type, later ones as well.")
  private String type;

  @Option(names = "--all", description = "All records, later ones as well.")
  private boolean all;

  @Option(
      names = "--purpose",
      paramLabel = "CODE",
      converter = PurposeConverter.class,
      description = "HL7 v3 PurposeOfUse: TREAT, ETREAT, HPAYMT, HOPERAT, HRESCH, PUBHLTH, …")
  private Purpose purpose;

  @Mixin private OwnerOption owner;

  /** Reads a code, in small letters as well. */
  static final class PurposeConverter implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String text) {
      try {
        return Purpose.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is no purpose; allowed are "
                + Arrays.stream(Purpose.values())
                    .map(Purpose::name)
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  /** The record, if one is named. */
  Optional<Hash> record() {
    return Optional.ofNullable(record);
  }

  /** Whether a purpose is named: without one a right by the day's price is meant (CON-8). */
  boolean hasPurpose() {
    return purpose != null;
  }

  /**
   * The one record of a right without purpose.
   *
   * @throws UserInputException if something is named that only a purpose goes with
   */
  Hash soleRecord() throws UserInputException {
    if (record == null || type != null || all || owner.isGiven()) {
      throw new UserInputException(
          "without --purpose it is about one RECORD of your own; --type, --all and --for need it");
    }
    return record;
  }

  /** Looks at all that needs no session. */
  void check(IdentitiesFolder identities, String reader) throws UserInputException, IOException {
    if (hasPurpose()) {
      Grantee unused = grantee(identities, reader);
      requireGrantable();
      requireOneScope();
    } else {
      Hash unused = soleRecord();
      PublicKey unusedKey = identities.key(reader);
    }
  }

  private void requireGrantable() throws UserInputException {
    if (!purpose.mayBeGranted()) {
      throw new UserInputException(
          "--purpose: nobody consents to " + purpose + ", which is for who cannot ask");
    }
  }

  private void requireOneScope() throws UserInputException {
    int named = (record == null ? 0 : 1) + (type == null ? 0 : 1) + (all ? 1 : 0);
    if (named != 1) {
      throw new UserInputException("name either a RECORD, or --type, or --all");
    }
  }

  /**
   * What a directive says.
   *
   * @param reader a key, an identity, or {@code role:doctor}
   */
  DirectiveTerms terms(IdentitiesFolder identities, ParticipantSession session, String reader)
      throws UserInputException, IOException {
    requireGrantable();
    PublicKey own = session.participant();
    PublicKey whose = owner.key(identities, own);
    DirectiveScope scope = scope(new TextSealing(session), whose.equals(own));
    return new DirectiveTerms(whose, scope, grantee(identities, reader), purpose);
  }

  private DirectiveScope scope(TextSealing sealing, boolean isOwn)
      throws UserInputException, IOException {
    requireOneScope();
    if (record != null) {
      return new DirectiveScope.OneRecord(record);
    }
    try {
      return all
          ? new DirectiveScope.AllRecords()
          : new DirectiveScope.OfType(sealing.typeOnChain(type, isOwn));
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--type: " + e.getMessage());
    }
  }

  private static Grantee grantee(IdentitiesFolder identities, String reader)
      throws UserInputException, IOException {
    if (!reader.startsWith(ANY_OF)) {
      return new Grantee.Party(identities.key(reader));
    }
    String word = reader.substring(ANY_OF.length());
    List<Role> roles = Senders.PARTICIPANT.roles();
    return new Grantee.AnyOf(
        RegisterCommand.role("'" + reader + "' is no role", ANY_OF, word, roles));
  }
}
