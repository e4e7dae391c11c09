package org.medchain.client.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.record.TextSealing;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options that say which records a consent covers, for whom and for which purpose (CON-30). */
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
      description =
          "HL7 v3 PurposeOfUse: TREAT, ETREAT, HPAYMT, HOPERAT, PUBHLTH, …; for HRESCH and HMARKT a"
              + " reader pays you the price of a query.")
  private Purpose purpose;

  @Option(
      names = "--share",
      description =
          "In place of --purpose: a hospital may offer them to buyers, as their provider; you get "
              + "the owner's share of the price. Sold records are not taken back.")
  private boolean share;

  @Mixin private SessionCommand.OwnerOption owner;

  /** Reads a code, in small letters as well. */
  static final class PurposeConverter implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String text) {
      try {
        return Purpose.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a purpose; allowed are " + names(each -> true));
      }
    }
  }

  /** The codes of those that may do something. */
  static String names(Predicate<Purpose> may) {
    return Arrays.stream(Purpose.values())
        .filter(may)
        .map(Purpose::name)
        .collect(Collectors.joining(", "));
  }

  /** The words for what a purpose lets a reader do, after "may". */
  static String words(Purpose purpose) {
    return purpose.mayBeRead() ? "read for " + purpose : "offer to others";
  }

  /** The record, if one is named. */
  Optional<Hash> record() {
    return Optional.ofNullable(record);
  }

  private Purpose purpose() throws InputException {
    if (share == (purpose != null)) {
      throw new InputException(
          "say what for: either --share, or --purpose with one of " + names(Purpose::mayBeGranted));
    }
    if (!share && !purpose.mayBeGranted()) {
      throw new InputException(
          "--purpose: nobody consents to " + purpose + ", which is for readers that cannot ask");
    }
    return share ? Purpose.DISCLOSE : purpose;
  }

  /**
   * The terms of the directives; one for each name that the type has among the owner's records.
   *
   * @param reader a key, an identity, or {@code role:doctor}
   */
  List<DirectiveTerms> terms(SessionCommand command, String reader) throws Exception {
    Grantee grantee = grantee(command.identities(), reader);
    Purpose given = purpose();
    if ((record == null ? 0 : 1) + (type == null ? 0 : 1) + (all ? 1 : 0) != 1) {
      throw new InputException("name either a RECORD, or --type, or --all");
    }
    PublicKey own = command.session().participant();
    PublicKey whose = owner.key(command.identities(), own);
    return scopes(new TextSealing(command.session()), whose.equals(own))
        .map(each -> new DirectiveTerms(whose, each, grantee, given))
        .toList();
  }

  private Stream<? extends DirectiveScope> scopes(TextSealing sealing, boolean isOwn)
      throws Exception {
    return record != null
        ? Stream.of(new DirectiveScope.OneRecord(record))
        : all
            ? Stream.of(new DirectiveScope.AllRecords())
            : ParticipantCommand.typed("--type: ", () -> sealing.typesOnChain(type, isOwn)).stream()
                .map(DirectiveScope.OfType::new);
  }

  private static Grantee grantee(IdentitiesFolder identities, String reader) throws Exception {
    if (!reader.startsWith(ANY_OF)) {
      return new Grantee.Party(identities.key(reader));
    }
    String word = reader.substring(ANY_OF.length());
    List<Role> roles = OperationPermissions.PARTICIPANT.roles();
    return new Grantee.AnyOf(
        RegisterCommand.role("'" + reader + "' is not a role", ANY_OF, word, roles));
  }
}
