/** The commands of participants: each is a class that a demonstration runs as a person does. */
package org.medchain.client.command;
