package com.acme.worlds;

import java.util.*;
import java.util.stream.*;

/** Streams and collectors. */
final class Streams {
    static void run() {
        Out.put(IntStream.range(0, 10).filter(i -> i % 2 == 1).map(i -> i * i).sum());
        Out.put(Stream.of("b", "a", "c").sorted().collect(Collectors.joining(",")));
        Out.put(Arrays.asList(3, 1, 2).stream().mapToInt(Integer::intValue).max().getAsInt());
        Map<Boolean, List<Integer>> parts = IntStream.rangeClosed(1, 6).boxed()
                .collect(Collectors.partitioningBy(i -> i > 3));
        Out.put(parts.get(true).toString());
        Out.put(Stream.iterate(1, i -> i * 2).limit(8).reduce(0, Integer::sum));
        Out.put(List.of(5, 6).stream().map(String::valueOf).toList().toString());
    }
}
