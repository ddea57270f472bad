package cairn.operations.index;

import cairn.operations.Service;
import cairn.operations.Service.Answer;
import cairn.storage.partition.Tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table with key `p` (S) and `s` (N), and a local index of each projection. `all` and `some` are
/// sorted by `a` (S), `keys` by `b` (N); `some` includes `w`.
final class IndexedTable {
    static final String CREATE =
            """
            {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
             'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                          {'AttributeName':'s','KeyType':'RANGE'}],
             'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},
                                     {'AttributeName':'s','AttributeType':'N'},
                                     {'AttributeName':'a','AttributeType':'S'},
                                     {'AttributeName':'b','AttributeType':'N'}],
             'LocalSecondaryIndexes':[
              {'IndexName':'all','Projection':{'ProjectionType':'ALL'},
               'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                            {'AttributeName':'a','KeyType':'RANGE'}]},
              {'IndexName':'some',
               'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['w']},
               'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                            {'AttributeName':'a','KeyType':'RANGE'}]},
              {'IndexName':'keys','Projection':{'ProjectionType':'KEYS_ONLY'},
               'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                            {'AttributeName':'b','KeyType':'RANGE'}]}]%s}
            """;

    /// With three global indexes too. `g-all` has the key `a` and `b`, and `g-keys` has `b` alone.
    /// `g-many` includes `v`; its hash key is `a` and `b` together, its range key `w` and `s`.
    static final String CREATE_WITH_GLOBAL =
            CREATE.replace(
                            "{'AttributeName':'b','AttributeType':'N'}]",
                            "{'AttributeName':'b','AttributeType':'N'},{'AttributeName':'w','AttributeType':'S'}]")
                    .formatted(
                            """
                            ,'GlobalSecondaryIndexes':[
                              {'IndexName':'g-all','Projection':{'ProjectionType':'ALL'},
                               'KeySchema':[{'AttributeName':'a','KeyType':'HASH'},
                                            {'AttributeName':'b','KeyType':'RANGE'}]},
                              {'IndexName':'g-keys','Projection':{'ProjectionType':'KEYS_ONLY'},
                               'KeySchema':[{'AttributeName':'b','KeyType':'HASH'}]},
                              {'IndexName':'g-many',
                               'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['v']},
                               'KeySchema':[{'AttributeName':'a','KeyType':'HASH'},
                                            {'AttributeName':'b','KeyType':'HASH'},
                                            {'AttributeName':'w','KeyType':'RANGE'},
                                            {'AttributeName':'s','KeyType':'RANGE'}]}]
                            """);

    private final Service service;

    IndexedTable(Service service) {
        this.service = service;
    }

    /// On a memory store of its own.
    static Service fresh() {
        Service service = new Service(Service.memory(), Tuning.DEFAULT, 2);
        service.ok("CreateTable", CREATE.formatted(""));
        return service;
    }

    /// All items that a query or scan returns, page by page.
    ///
    /// @param request with `%s` in place of ExclusiveStartKey
    List<String> pages(String operation, String request) {
        List<String> items = new ArrayList<>();
        Optional<String> start = Optional.of("");
        while (start.isPresent()) {
            Answer answer = service.ok(operation, request.formatted(start.get()));
            for (int i = 0; i < answer.count("Items"); i++) {
                items.add(answer.at("Items", i));
            }
            String last = answer.at("LastEvaluatedKey");
            start =
                    last.isEmpty()
                            ? Optional.empty()
                            : Optional.of(",'ExclusiveStartKey':" + last.replace('"', '\''));
        }
        return items;
    }
}
