/**
 * An experiment as data: one record for each part of a config file, one component for each key,
 * every range checked here, so that a reader of YAML (or JSON, or code) only has to fill them in.
 * Depends on nothing of medchain.
 *
 * <p>A key {@code fault_rates} is the component {@code faultRates}; a unit stays the name's last
 * part ({@code duration_s} is {@code durationS}). Every record but {@link
 * org.medchain.comparison.config.ExperimentConfig} has {@code defaults()}.
 */
package org.medchain.comparison.config;
