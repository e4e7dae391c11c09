package org.medchain.client.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medchain.client.consent.ConsentState;
import org.medchain.client.record.TextSealing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.Delegation;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain patient consents}: the permissions, with reader and end (CON-30, PROC-11). */
@Command(
    name = "consents",
    description = "Lists your directives, delegates and searchers, as the state proves them.")
final class ConsentListCommand extends SessionCommand {
  @Mixin private OwnerOption owner;

  @Override
  CommandAnswer run() throws Exception {
    ParticipantSession session = session();
    session.settle();
    PublicKey whose = owner.key(identities(), session.participant());
    List<CommandAnswer> directives = directives(session, whose);
    List<CommandAnswer> delegates =
        session.state(Delegates.entry(whose)).orElse(List.of()).stream()
            .map(ConsentListCommand::delegate)
            .toList();
    // Nodes show these to the owner and to a searcher (LIGHT-8), and not to a guardian.
    List<CommandAnswer> searching =
        whose.equals(session.participant())
            ? session.state(SearchDelegates.entry(whose)).orElse(List.of()).stream()
                .map(ConsentListCommand::searching)
                .toList()
            : List.of();
    return CommandAnswer.list("directives", directives)
        .rows("delegates", delegates)
        .rows("search_delegates", searching)
        .line(
            "%s directives, %s delegates, %s who search"
                .formatted(directives.size(), delegates.size(), searching.size()));
  }

  private static List<CommandAnswer> directives(ParticipantSession session, PublicKey whose)
      throws Exception {
    TextSealing sealing = new TextSealing(session);
    List<CommandAnswer> directives = new ArrayList<>();
    for (ConsentDirective each : new ConsentState(session.light(), whose).directives().values()) {
      directives.add(directive(each, scope(each.terms().scope(), sealing)));
    }
    return directives;
  }

  private static CommandAnswer directive(ConsentDirective directive, String scope) {
    DirectiveTerms terms = directive.terms();
    return CommandAnswer.of("directive", terms.id())
        .with("scope", scope)
        .with("reader", reader(terms.grantee()))
        .with("purpose", terms.purpose())
        .with("until", Instant.ofEpochMilli(directive.untilMs()))
        .with("given_by", directive.givenBy())
        .text(
            "{scope}: {reader} may " + DirectiveOptions.words(terms.purpose()) + " until {until}");
  }

  private static CommandAnswer delegate(Delegation delegation) {
    String by = delegation.byCenter() ? ", ordered by the center," : "";
    return CommandAnswer.of("delegate", delegation.delegate())
        .with("by_center", delegation.byCenter())
        .with("until", Instant.ofEpochMilli(delegation.untilMs()))
        .text("delegate {delegate~}" + by + " until {until}");
  }

  private static CommandAnswer searching(SearchDelegation delegation) {
    return CommandAnswer.of("delegate", delegation.delegate())
        .with("until", Instant.ofEpochMilli(delegation.untilMs()))
        .text("{delegate~} searches until {until}");
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
