package org.medchain.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.medchain.client.consent.ConsentExport;
import org.medchain.client.consent.ConsentHistory;

/** A FHIR R4 bundle in JSON: a Consent for each consent, an AuditEvent for each read (PROC-17). */
public final class FhirBundleExport implements ConsentExport {
  public FhirBundleExport() {}

  @Override
  public ExportedConsents export(ConsentHistory history) {
    Bundle bundle = bundle(history);
    SortedMap<String, Integer> counts = new TreeMap<>();
    counts.put("Consent", history.consents().size());
    counts.put("AuditEvent", history.reads().size());
    String json =
        FhirContext.forR4Cached()
            .newJsonParser()
            .setPrettyPrint(true)
            .encodeResourceToString(bundle);
    return new ExportedConsents(json + "\n", counts);
  }

  static Bundle bundle(ConsentHistory history) {
    LedgerNames names = new LedgerNames(history.chain());
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    bundle.setIdentifier(names.identifier(LedgerNames.HEIGHT, String.valueOf(history.height())));
    bundle.setTimestampElement(FhirTime.instant(history.timeMs()));
    ConsentMapping consents = new ConsentMapping(history, names);
    history.consents().forEach(each -> add(bundle, consents.resource(each)));
    AuditEventMapping events = new AuditEventMapping(history, names);
    history.reads().forEach(each -> add(bundle, events.resource(each)));
    return bundle;
  }

  private static void add(Bundle bundle, Resource resource) {
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + resource.getIdElement().getIdPart())
        .setResource(resource);
  }
}
