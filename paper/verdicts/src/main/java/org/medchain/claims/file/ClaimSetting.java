package org.medchain.claims.file;

/**
 * A number of an experiment that {@code --set name=value} replaces.
 *
 * @param name of the setting, unique among all experiments that one claim needs
 * @param quick its value in a quick run
 * @param full its value in a full run
 * @param meaning with its unit
 */
public record ClaimSetting(String name, double quick, double full, String meaning) {}
