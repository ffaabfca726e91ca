package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A constant topic that breaks a rule fails the build, also where the program may never come. */
class LiteralsTest {
    @ParameterizedTest
    @CsvSource({"Topic, a/#", "TopicFilter, a/b+", "Utf8String, a\\u0000b"})
    void aWrongConstantFailsTheBuildInTheWordsOfTheConstructor(String type, String literal) {
        Batch batch = new Batch("WrongLiteral");
        batch.add("Wrong", "package com.acme.worlds;\nfinal class Wrong {\nstatic boolean asked;\nstatic void run() {\n"
                + "if (asked) {\nOut.put(new nogc.mqtt." + type + "(\"" + literal + "\").length());\n}\n}\n}\n");
        batch.onJvm();
        String said = assertThrows(AssertionError.class, () -> batch.toC(true)).getMessage();
        String text = literal.replace("\\u0000", "\0");
        String expected = assertThrows(IllegalArgumentException.class, () -> {
            switch (type) {
                case "Topic" -> new Topic(text);
                case "TopicFilter" -> new TopicFilter(text);
                default -> new Utf8String(text);
            }
        }).getMessage();
        assertTrue(expected.length() > 20, expected);
        assertEquals(expected, said);
    }
}
