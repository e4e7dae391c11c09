/**
 * The host of one replica or client: what it does with an input and its outputs, its cores, its
 * disk, its signatures' cost.
 */
package org.medchain.simulation.host;
