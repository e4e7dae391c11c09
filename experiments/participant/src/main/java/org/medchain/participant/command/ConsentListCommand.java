package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.StateEntries;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Delegation;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.consent.ConsentState;
import org.medchain.participant.record.TextSealing;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain patient consents}: what is allowed, to whom, until when (CON-30, PROC-11). */
@Command(
    name = "consents",
    description = "Lists your directives, delegates and who searches, as the state proves them.",
    mixinStandardHelpOptions = true)
final class ConsentListCommand extends SessionCommand {
  @Mixin private OwnerOption owner;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    session.settle();
    PublicKey whose = owner.key(identities(), session.participant());
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> directives = directives(session, whose, lines);
    List<Map<String, Object>> delegates = delegates(session.light(), whose, lines);
    List<Map<String, Object>> searching = searching(session, whose, lines);
    lines.add(
        directives.size()
            + " directives, "
            + delegates.size()
            + " delegates, "
            + searching.size()
            + " who search");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("directives", directives);
    fields.put("delegates", delegates);
    fields.put("search_delegates", searching);
    return new CommandAnswer(lines, fields);
  }

  private static List<Map<String, Object>> directives(
      ParticipantSession session, PublicKey whose, List<String> lines)
      throws IOException, RefusedException {
    TextSealing sealing = new TextSealing(session);
    List<Map<String, Object>> directives = new ArrayList<>();
    for (Map.Entry<Hash, ConsentDirective> each :
        new ConsentState(session.light(), whose).directives().entrySet()) {
      ConsentDirective directive = each.getValue();
      String scope = scope(directive.terms().scope(), sealing);
      directives.add(fields(each.getKey(), directive, scope));
      lines.add(line(directive, scope));
    }
    return directives;
  }

  private static List<Map<String, Object>> delegates(
      LightClient light, PublicKey whose, List<String> lines) throws RefusedException {
    List<Map<String, Object>> delegates = new ArrayList<>();
    for (Delegation each : light.entry(StateEntries.delegates(whose)).value().orElse(List.of())) {
      String until = Instant.ofEpochMilli(each.untilMs()).toString();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("delegate", each.delegate().value().toHex());
      fields.put("by_center", each.byCenter());
      fields.put("until", until);
      delegates.add(fields);
      lines.add(
          "delegate "
              + each.delegate().brief()
              + (each.byCenter() ? ", ordered by the center," : "")
              + " until "
              + until);
    }
    return delegates;
  }

  /** Nodes show these to the owner and to who searches (LIGHT-8), and not to a guardian. */
  private static List<Map<String, Object>> searching(
      ParticipantSession session, PublicKey whose, List<String> lines) throws RefusedException {
    List<Map<String, Object>> searching = new ArrayList<>();
    if (!whose.equals(session.participant())) {
      return searching;
    }
    for (SearchDelegation each :
        session.light().entry(StateEntries.searchDelegates(whose)).value().orElse(List.of())) {
      String until = Instant.ofEpochMilli(each.untilMs()).toString();
      searching.add(Map.of("delegate", each.delegate().value().toHex(), "until", until));
      lines.add(each.delegate().brief() + " searches until " + until);
    }
    return searching;
  }

  private static Map<String, Object> fields(Hash id, ConsentDirective directive, String scope) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("directive", id.toHex());
    fields.put("scope", scope);
    fields.put("reader", reader(directive.terms().grantee()));
    fields.put("purpose", directive.terms().purpose().name());
    fields.put("until", Instant.ofEpochMilli(directive.untilMs()).toString());
    fields.put("given_by", directive.givenBy().value().toHex());
    return fields;
  }

  private static String line(ConsentDirective directive, String scope) {
    return scope
        + ": "
        + reader(directive.terms().grantee())
        + " may "
        + DirectiveOptions.words(directive.terms().purpose())
        + " until "
        + Instant.ofEpochMilli(directive.untilMs());
  }

  private static String scope(DirectiveScope scope, TextSealing sealing) throws IOException {
    return switch (scope) {
      case DirectiveScope.OneRecord one -> "record " + one.record().toHex();
      case DirectiveScope.OfType type -> "type " + sealing.typeInClear(type.dataType());
      case DirectiveScope.AllRecords all -> "all records";
    };
  }

  private static String reader(Grantee grantee) {
    return switch (grantee) {
      case Grantee.Party party -> party.key().value().toHex();
      case Grantee.AnyOf any -> "role:" + any.role().word();
    };
  }
}
