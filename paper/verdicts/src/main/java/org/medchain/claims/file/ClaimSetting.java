package org.medchain.claims.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;

/**
 * A number of an experiment that {@code --set name=value} replaces.
 *
 * @param name of the setting, unique among all experiments that one claim needs
 * @param quick its value in a quick run
 * @param full its value in a full run; empty where a test counts in one size
 * @param says its meaning, with its unit
 */
public record ClaimSetting(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) double quick,
    OptionalDouble full,
    @JsonProperty(required = true) String says) {}
