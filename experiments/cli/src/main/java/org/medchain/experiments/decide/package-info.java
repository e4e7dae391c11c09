/** {@code medchain decide}: which system suits a setting, from committed measurements. */
package org.medchain.experiments.decide;
