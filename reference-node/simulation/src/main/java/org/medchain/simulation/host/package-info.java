/**
 * The host of one replica or client: its handling of inputs and outputs, its cores, its disk, its
 * signatures' cost.
 */
package org.medchain.simulation.host;
