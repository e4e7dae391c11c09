/**
 * An experiment as data: a record for each part of a config file, a component for each key, every
 * range checked here.
 *
 * <p>The key {@code fault_rates} is the component {@code faultRates}; a unit is the name's last
 * part ({@code duration_s} is {@code durationS}). Every record except {@link
 * org.medchain.comparison.config.ExperimentConfig} has {@code defaults()}.
 */
package org.medchain.comparison.config;
