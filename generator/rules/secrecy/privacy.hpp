// Personal data inside free text (CONTRACT §2 "Fields that must never reach the public site"; 获嘉 2023 art. 22 and 陵川 2024 art. 13
// keep dispatch sheets internal; 2018年政务公开工作要点: personal data are made unrecognisable before publication).
//
// What is found, also with blanks, hyphens or dots inside, with +86, in full-width or mathematical digits:
//   mobile numbers           11 digits with a prefix in use
//   landline numbers         area code and 7 or 8 digits, `(0356) 202 3456`; 7 or 8 digits after 电话, 联系方式 …
//   personal ID numbers      18 characters with the check of GB 11643; 15 digits with a date of birth that are no registration number, or
//                            that stand after 身份证号, 公民身份号码 …
//   bank cards               16–19 digits with the check of Luhn: those of UnionPay, others in groups of four or after 卡号, 账号 …
//   home addresses           after 住址, 家住, 户籍地, 居住于 … where they go below the township; 楼…单元…室 anywhere but after 经营地址,
//                            登记住所 and what else tells the address of a firm
//   number plates            晋E·A1234, 晋 e 12345, also of new-energy cars
//   persons' names           after 检查人员, 联系人, 法定代表人, 见证人, 姓名 … and a colon (or 为, 是), a bracket, quotes, a number or a
//                            post: two or three characters that begin with a common surname; without a colon where two names
//                            follow, or a bracket, 等 or 同志, or the clause ends or goes on with 对, 未, 拒, 表示 … after one of the
//                            commonest surnames. After 当事人, 经营者, 业主, 法人 …, and after a colon behind any other word in 人, 员 or
//                            者, only the commonest surnames do: firms and groups stand there as well
// What passes on purpose: document numbers (泽环字〔2024〕11号), codes, registration and permit numbers, numbers of orders, bills and
// meters, coordinates, amounts, dates, 12345 and 400 numbers, plates that number an outlet or a model (晋E12345号排放口), names already
// masked (张某某, 李**, 王经理), where many people live (居住在附近的村民), and the phones that site.json names in `public_phones` or
// footer.contact.
//
// Known misses: names without such a word before them (王小明（负责人）), with rare surnames, with any but the commonest surnames after
// 当事人 and its like, that begin as common words do (关键, 安全, 王家), behind one that is masked, in a table's own column (| 联系人 |
// 张三 |), in Latin letters or longer than three characters; digits written in Chinese (一三八…), inside a longer run of digits or
// letters, or broken by words; phones after 工单号, 户号, 读数 …; ID numbers with a wrong check character; bank accounts that are no
// cards; addresses without such a word, or in a block of flats after 经营地址 …; plates before 型, 标准 or a year; WeChat, QQ and mail
// addresses; pictures and attachments. One ID number in eleven of a child born since 2015 reads like a task number.
//
// Known false alarms: firms and brands that are named as a person would be (当事人：陈克明).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

enum class Personal : std::uint8_t { mobile, landline, identity, bank_card, address, plate, name };

struct PersonalDatum {
  Personal what;
  std::string masked;      ///< enough to find it by, not enough to use it
  std::uint32_t line = 0;  ///< of the text, from 0
};

/// The phones that may stand anywhere: digits only, sorted.
using PublicPhones = std::vector<std::string>;
/// Adds the phones that stand in `text`.
void add_public_phones(std::string_view text, PublicPhones& phones);

/// All personal data of a text, in its order by kind: numbers, then words. One pass over the bytes where there is none.
std::vector<PersonalDatum> personal_data(std::string_view text, const PublicPhones& phones);

/// A text as a message may repeat it: where it holds personal data, its first three characters and `***`.
std::string repeatable(std::string_view text);

/// A whole text that reads like a person's name: two or three characters with a common surname before them, and no word for an office,
/// a place or a trade at the end.
bool reads_like_name(std::string_view text);

}  // namespace gongshi
