package org.medchain.fhir.dataset;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * Which resource is meant: an id is one of a type on a server.
 *
 * @param server address, or the system of an identifier; empty: not said
 * @param type of the resource; empty: not said
 * @param id on that server, or the identifier's value; all versions are one
 */
record ResourceName(String server, String type, String id) {
  private static final Set<String> TYPES = FhirContext.forR4Cached().getResourceTypes();

  /** Texts that are missing are empty. */
  ResourceName {
    server = Objects.requireNonNullElse(server, "");
    type = Objects.requireNonNullElse(type, "");
    id = Objects.requireNonNullElse(id, "").strip();
  }

  /** Of a literal reference or a bundle's URL: relative, absolute, or {@code urn:uuid:…}. */
  static ResourceName of(String url) {
    IdType id = new IdType(url);
    String last =
        Objects.requireNonNullElse(id.hasIdPart() ? id.getIdPart() : id.getResourceType(), "");
    // A type alone names no resource of it.
    String own = TYPES.contains(last) ? "" : last.substring(last.lastIndexOf(':') + 1);
    return id.hasIdPart()
        ? new ResourceName(id.getBaseUrl(), id.getResourceType(), own)
        : new ResourceName("", "", own);
  }

  /** By an identifier, which is no id. */
  static ResourceName ofIdentifier(String system, String type, String value) {
    return new ResourceName("?" + Objects.requireNonNullElse(system, ""), type, value);
  }

  /**
   * What a reference without a literal one searches for: an identifier, or by a query an id.
   *
   * @param text its query, or a question mark alone
   */
  static ResourceName ofSearch(String text, Reference reference) {
    Identifier identifier = reference.getIdentifier();
    if (text.equals("?")) {
      return ofIdentifier(identifier.getSystem(), reference.getType(), identifier.getValue());
    }
    String[] parts = text.split("\\?", 2);
    ResourceName searched = of(parts[0] + "/_");
    // A percent sign that begins no escape is itself.
    Map<String, String[]> words =
        UrlUtil.parseQueryString(parts[1].replaceAll("%(?![0-9a-fA-F]{2})", "%25"));
    if (words.containsKey("_id")) {
      return new ResourceName(searched.server, searched.type, words.get("_id")[0]);
    }
    TokenParam token = new TokenParam();
    token.setValueAsQueryToken(
        null, "", null, words.getOrDefault("identifier", new String[] {""})[0]);
    return ofIdentifier(token.getSystem(), searched.type, token.getValue());
  }

  /** The same of a server, if this says none. */
  ResourceName at(String home) {
    return server.isEmpty() && !type.isEmpty() ? new ResourceName(home, type, id) : this;
  }
}
